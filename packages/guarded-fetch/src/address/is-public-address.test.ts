import { describe, expect, it } from "vitest";
import { isPrivateAddress, isPublicAddress } from "./is-public-address.ts";

describe("isPublicAddress", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
  ])("takes %s", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ["this network", "0.0.0.0"],
    ["loopback", "127.0.0.1"],
    ["the rest of loopback", "127.255.255.254"],
    ["a private network", "10.0.0.1"],
    ["a private network", "172.16.0.1"],
    ["a private network", "172.31.255.254"],
    ["a private network", "192.168.1.1"],
    ["the carrier's network", "100.64.0.1"],
    ["Alibaba's metadata", "100.100.100.200"],
    ["metadata", "169.254.169.254"],
    ["the metadata of ECS tasks", "169.254.170.2"],
    ["Azure's wire server", "168.63.129.16"],
    ["Oracle's metadata", "192.0.0.192"],
    ["documentation", "203.0.113.7"],
    ["benchmarks", "198.18.0.1"],
    ["a relay of 6to4", "192.88.99.1"],
    ["multicast", "224.0.0.251"],
    ["what is reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["no address", "::"],
    ["loopback of IPv6", "::1"],
    ["a compatible IPv4 address", "::127.0.0.1"],
    ["a mapped IPv4 address", "::ffff:127.0.0.1"],
    ["a mapped public address", "::ffff:8.8.8.8"],
    ["a mapped address in numbers", "::ffff:7f00:1"],
    ["a translated address", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["NAT64 of one's own", "64:ff9b:1::a00:1"],
    ["6to4", "2002:7f00:1::"],
    ["Teredo", "2001:0:7f00:1::"],
    ["discarded", "100::1"],
    ["benchmarks of IPv6", "2001:2::1"],
    ["documentation of IPv6", "2001:db8::1"],
    ["newer documentation", "3fff::1"],
    ["segment routing", "5f00::1"],
    ["a unique local address", "fc00::1"],
    ["metadata over IPv6", "fd00:ec2::254"],
    ["a link-local address", "fe80::1"],
    ["a link-local address of a zone", "fe80::1%eth0"],
    ["a site-local address", "fec0::1"],
    ["multicast of IPv6", "ff02::1"],
    ["what is not given out", "4000::1"],
    ["an address in octal", "0177.0.0.1"],
    ["a short address", "127.1"],
    ["a number", "2130706433"],
    ["a name", "localhost"],
    ["nothing", ""],
  ])("refuses %s (%s)", (_, address) => expect(isPublicAddress(address)).toBe(false));
});

describe("isPrivateAddress", () => {
  it.each(["127.0.0.1", "10.1.2.3", "192.168.0.1", "::1", "fd12::1"])("takes %s", (address) =>
    expect(isPrivateAddress(address)).toBe(true),
  );

  it.each(["169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::ffff:127.0.0.1", "8.8.8.8"])(
    "does not take %s",
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );
});
