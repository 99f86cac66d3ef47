/** @returns where the bytes of a file lie */
export function blobKey(tenant: string, fileId: string): string {
  return `${tenant}/${fileId}`;
}
