package fetch

import "net/netip"

// closed are the blocks that netip has no question for and that lead nowhere on the open internet, by the special-purpose
// registries of IANA (RFC 6890 and later).
var closed = prefixes(
	"0.0.0.0/8",       // this network
	"100.64.0.0/10",   // shared address space of carriers (RFC 6598)
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"198.18.0.0/15",   // benchmarks
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"240.0.0.0/4",     // reserved, and broadcast
	"100::/64",        // discard only
	"2001:db8::/32",   // documentation
	"3fff::/20",       // documentation
	"fec0::/10",       // site-local, deprecated
	"64:ff9b:1::/48",  // local translation
	"2001::/32",       // Teredo
	"5f00::/16",       // segment routing
)

// carriers hold an IPv4 address inside an IPv6 address, at a byte: what they hold is what is reached.
var carriers = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64 (RFC 6052)
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4
	{netip.MustParsePrefix("::/96"), 12},        // IPv4-compatible, deprecated
}

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public permits addresses of the open internet and returns a privateError for all others.
func public(ap netip.AddrPort) error {
	if !isPublic(ap.Addr()) {
		return privateError{ap.Addr().Unmap()}
	}
	return nil
}

func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range closed {
		if p.Contains(a) {
			return false
		}
	}
	for _, c := range carriers {
		if c.prefix.Contains(a) {
			b := a.As16()
			return isPublic(netip.AddrFrom4([4]byte(b[c.at : c.at+4])))
		}
	}
	return true
}
