/**
 * The functions of the import table that stay open after the seal: files in memory, clock, random bytes, the stack, and
 * calls from WebAssembly to WebAssembly. None of them takes or returns a JavaScript object.
 */
export const openImports: ReadonlySet<string> = new Set([
  "__syscall_chdir",
  "__syscall_chmod",
  "__syscall_dup",
  "__syscall_dup3",
  "__syscall_faccessat",
  "__syscall_fadvise64",
  "__syscall_fallocate",
  "__syscall_fchdir",
  "__syscall_fchmod",
  "__syscall_fchmodat2",
  "__syscall_fchown32",
  "__syscall_fchownat",
  "__syscall_fcntl64",
  "__syscall_fdatasync",
  "__syscall_fstat64",
  "__syscall_fstatfs64",
  "__syscall_ftruncate64",
  "__syscall_getcwd",
  "__syscall_getdents64",
  "__syscall_lstat64",
  "__syscall_mkdirat",
  "__syscall_newfstatat",
  "__syscall_openat",
  "__syscall_readlinkat",
  "__syscall_renameat",
  "__syscall_rmdir",
  "__syscall_stat64",
  "__syscall_statfs64",
  "__syscall_symlinkat",
  "__syscall_truncate64",
  "__syscall_unlinkat",
  "__syscall_utimensat",
  "fd_close",
  "fd_fdstat_get",
  "fd_pread",
  "fd_pwrite",
  "fd_read",
  "fd_seek",
  "fd_sync",
  "fd_write",
  "_mmap_js",
  "_msync_js",
  "_munmap_js",
  "clock_res_get",
  "clock_time_get",
  "emscripten_date_now",
  "emscripten_get_now",
  "_gmtime_js",
  "_localtime_js",
  "_mktime_js",
  "_timegm_js",
  "_tzset_js",
  "strptime",
  "strptime_l",
  "environ_get",
  "environ_sizes_get",
  "_emscripten_get_progname",
  "random_get",
  "emscripten_get_heap_max",
  "emscripten_resize_heap",
  "stackAlloc",
  "stackRestore",
  "stackSave",
  "_PyEM_TrampolineCall_JS",
  "_Py_CheckEmscriptenSignals_Helper",
  "__call_sighandler",
]);

const notPermitted = -63;
const notSupported = -52;
const notATerminal = -59;
const nameServiceFailed = -4;

/**
 * The functions that ordinary programs try and that are refused with an ordinary return value, so that Python raises an
 * ordinary exception. Every function that is in neither list ends the session when it is called.
 */
export const refusedImports: ReadonlyMap<string, number | null | undefined> = new Map<
  string,
  number | null | undefined
>([
  ["_emscripten_system", notSupported],
  ["__syscall_socket", notPermitted],
  ["__syscall_pipe", notPermitted],
  ["__syscall_mknodat", notPermitted],
  ["__syscall_poll", notPermitted],
  ["__syscall_ioctl", notATerminal],
  ["_setitimer_js", notPermitted],
  ["getaddrinfo", nameServiceFailed],
  ["getnameinfo", nameServiceFailed],
  ["getprotobyname", 0],
  ["_dlopen_js", 0],
  ["_dlsym_js", 0],
  ["ffi_closure_alloc_js", 0],
  ["ffi_prep_closure_loc_js", 1],
  ["ffi_closure_free_js", undefined],
  ["can_run_sync_js", 0],
  ["_try_fcntl64", 0],
  ["_try_shutdown", 0],
  ["_maybe_poll_async", null],
  ["_Py_emscripten_runtime", 0],
  ["__syscall_getuid32_js", 1000],
  ["__syscall_umask_js", 0o22],
  ["__hiwire_deduplicate_delete", undefined],
  ["__hiwire_deduplicate_set", undefined],
  ["destroy_proxy", undefined],
  ["destroy_proxies", undefined],
]);

/** Of the refused functions, those that link native modules: they work while the WebAssembly gate lets any through. */
export const linkingImports: ReadonlySet<string> = new Set(["_dlopen_js", "_dlsym_js"]);
