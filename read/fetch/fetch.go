// Package fetch gets one page from the web, when a user asks for it, and never from the user's own network unless allowed.
package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"daybook/read"
)

// The limits where Options has none.
const (
	DefaultTimeout   = 30 * time.Second
	DefaultRedirects = 5
)

// Options are the limits of a fetch. The zero value is right for addresses that a stranger may have given.
type Options struct {
	AllowPrivate bool          // also loopback, private and other addresses that are not of the open internet
	MaxBytes     int           // of the page, unpacked; 0: read.MaxBytes
	Timeout      time.Duration // for everything; 0: DefaultTimeout
	Redirects    int           // 0: DefaultRedirects; negative: none
	Version      string        // of Daybook, for the User-Agent; "" dev
}

// Fetch gets the page at an http or https address. The hint holds the address that answered in the end and the media type
// as told. Any error is a *read.Error that says what, where and what to do.
func Fetch(ctx context.Context, address string, o Options) ([]byte, read.Hint, error) {
	o = o.filled()
	permit := public
	if o.AllowPrivate {
		permit = func(netip.AddrPort) error { return nil }
	}
	return get(ctx, address, o, permit)
}

func (o Options) filled() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = read.MaxBytes
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Redirects == 0 {
		o.Redirects = DefaultRedirects
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	return o
}

// get does the work; permit is asked for every connection, redirects too, about the address that is dialled.
func get(ctx context.Context, address string, o Options, permit func(netip.AddrPort) error) ([]byte, read.Hint, error) {
	fail := func(what, hint string) ([]byte, read.Hint, error) {
		return nil, read.Hint{URL: address}, &read.Error{What: what, Where: address, Hint: hint}
	}
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil {
		return fail("this is no web address", "write it as https://example.org/page")
	}
	if err := acceptable(u); err != nil {
		return fail(err.Error(), "give an address that begins with https:// or http://")
	}
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return fail("this is no web address", "write it as https://example.org/page")
	}
	req.Header.Set("User-Agent", "daybook/"+o.Version)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, text/markdown;q=0.9, */*;q=0.1")
	client := newClient(o, permit)
	defer client.CloseIdleConnections()
	resp, err := client.Do(req)
	if err != nil {
		what, hint := explain(err, o)
		return fail(what, hint)
	}
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fail(status(resp.StatusCode))
	}
	told := resp.Header.Get("Content-Type")
	if kind, _, _ := mime.ParseMediaType(told); strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/") {
		return fail("there is no text at this address but "+kind, "give the address of the report itself")
	}
	tooLarge := func() ([]byte, read.Hint, error) {
		return fail(fmt.Sprintf("the page is larger than the limit of %d MB", o.MaxBytes>>20), "save the report as text and read the file")
	}
	if resp.ContentLength > int64(o.MaxBytes) {
		return tooLarge()
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, int64(o.MaxBytes)+1))
	if err != nil {
		what, hint := explain(err, o)
		return fail(what, hint)
	}
	if len(b) > o.MaxBytes {
		return tooLarge()
	}
	return b, read.Hint{URL: resp.Request.URL.String(), MediaType: told}, nil
}

// acceptable refuses what is not plain http or https, and addresses that carry a password.
func acceptable(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("only http and https addresses are fetched")
	case u.Hostname() == "":
		return errors.New("the address names no host")
	case u.User != nil:
		return errors.New("an address with a user name or password in it is not fetched")
	}
	return nil
}

// newClient keeps no cookies, knows no proxy, and asks permit about each address after its name was resolved, so that a
// name that points into the own network is of no use.
func newClient(o Options, permit func(netip.AddrPort) error) *http.Client {
	dialer := &net.Dialer{
		Timeout: o.Timeout,
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			if !strings.HasPrefix(network, "tcp") {
				return fmt.Errorf("network %s is not used", network)
			}
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return fmt.Errorf("address %q cannot be checked: %w", address, err)
			}
			return permit(ap)
		},
	}
	return &http.Client{
		Transport: &http.Transport{
			Proxy: nil, DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableKeepAlives: true, TLSHandshakeTimeout: o.Timeout,
			ResponseHeaderTimeout: o.Timeout, MaxResponseHeaderBytes: 1 << 20,
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if o.Redirects < 0 || len(via) > o.Redirects {
				return errRedirects
			}
			return acceptable(req.URL)
		},
	}
}

var errRedirects = errors.New("too many redirects")

// privateError is the refusal of an address that is not of the open internet.
type privateError struct{ addr netip.Addr }

func (e privateError) Error() string { return "the address " + e.addr.String() + " is private" }

// explain says in plain words why a fetch failed.
func explain(err error, o Options) (what, hint string) {
	var private privateError
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &private):
		return "it leads to " + private.addr.String() + ", which is not on the open internet", "if you trust it, start daybook with --allow-private"
	case errors.Is(err, errRedirects):
		return fmt.Sprintf("it redirects more than %d times", max(o.Redirects, 0)), "open it in a browser and give the address where it ends"
	case errors.Is(err, context.Canceled):
		return "the fetch was stopped", ""
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return fmt.Sprintf("it did not answer within %v", o.Timeout), "try again later, or save the page and read the file"
	case errors.As(err, &dns):
		return "the host " + dns.Name + " is not found", "check the address and the connection to the internet"
	case errors.As(err, &cert), errors.As(err, &record):
		return "its certificate is not valid", "do not trust the page, or save it from a browser and read the file"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the host refuses the connection", "check the address"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection broke in the middle of the page", "try again"
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return "it cannot be fetched (" + err.Error() + ")", "check the address and the connection to the internet"
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// status says what an answer other than a page means.
func status(code int) (what, hint string) {
	what = fmt.Sprintf("the server answers %d %s", code, http.StatusText(code))
	switch {
	case code == http.StatusNotFound || code == http.StatusGone:
		return what, "check the address"
	case code == http.StatusUnauthorized, code == http.StatusPaymentRequired, code == http.StatusForbidden, code == http.StatusUnavailableForLegalReasons:
		return what, "save the page from a browser that may see it, and read the file"
	case code == http.StatusTooManyRequests, code >= 500:
		return what, "try again later"
	}
	return what, "open it in a browser to see why"
}
