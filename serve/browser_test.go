package serve

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"daybook/data"
)

// tab is a page in a headless Chromium that notes every request, every message of the console and every breach of the
// content policy.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu    sync.Mutex
	urls  []string
	notes []string
}

func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if name == "" {
			continue
		}
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

func newTab(t *testing.T) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are left out of short runs")
	}
	path := chromium()
	if path == "" {
		t.Skip("no Chromium found: install chromium or set CHROMIUM to its path to run the browser tests")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.WindowSize(1440, 900))
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	b.do(chromedp.Navigate("about:blank"))
	_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	b.check(err)
	go note(b, chromedp.Events(ctx, network.RequestWillBeSent), func(e *network.EventRequestWillBeSent) {
		b.urls = append(b.urls, e.Request.URL)
	})
	go note(b, chromedp.Events(ctx, runtime.ExceptionThrown), func(e *runtime.EventExceptionThrown) {
		b.notes = append(b.notes, "exception: "+e.ExceptionDetails.Text)
	})
	go note(b, chromedp.Events(ctx, log.EntryAdded), func(e *log.EventEntryAdded) {
		b.notes = append(b.notes, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	})
	go note(b, chromedp.Events(ctx, runtime.ConsoleAPICalled), func(e *runtime.EventConsoleAPICalled) {
		b.notes = append(b.notes, "console: "+string(e.Type))
	})
	return b
}

func note[E any](b *tab, events func(func(E, error) bool), f func(*E)) {
	for e, err := range events {
		if err != nil {
			return
		}
		b.mu.Lock()
		f(&e)
		b.mu.Unlock()
	}
}

func (b *tab) check(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.check(chromedp.Do(b.ctx, steps...))
}

func eval[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		b.t.Fatalf("%v in %s", err, js)
	}
	return v
}

// until waits for a condition on the page, and on the next where the page is left meanwhile.
func (b *tab) until(js string) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](js))
		switch {
		case err == nil && v:
			return
		case err != nil && !strings.Contains(err.Error(), "target navigated"):
			b.t.Fatalf("%v in %s", err, js)
		}
	}
	b.t.Fatalf("never came true: %s", js)
}

func (b *tab) screen(width, height int64, mobile bool) {
	b.t.Helper()
	var opts []chromedp.EmulateViewportOption
	if mobile {
		opts = append(opts, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(chromedp.EmulateViewport(width, height, opts...))
}

func (b *tab) scheme(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	b.check(err)
}

func (b *tab) hover(selector string) {
	b.t.Helper()
	p := eval[[]float64](b, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]; })()`, selector))
	b.do(chromedp.MouseEvent("mouseMoved", p[0], p[1]))
}

// clean fails the test when anything was sent elsewhere or anything was said on the console.
func (b *tab) clean(home string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, u := range b.urls {
		if !strings.HasPrefix(u, home) && u != "about:blank" && !strings.HasPrefix(u, "data:") {
			b.t.Errorf("a request left the machine: %s", u)
		}
	}
	for _, n := range b.notes {
		b.t.Errorf("the browser complains: %s", n)
	}
}

// TestShots takes pictures of every page, to look at: DAYBOOK_SHOTS names the folder, DAYBOOK_SHOT some of them. The
// picture in the README is made by
//
//	DAYBOOK_SHOTS=../docs DAYBOOK_SHOT=screenshot go test -run Shots ./serve
func TestShots(t *testing.T) {
	dir := os.Getenv("DAYBOOK_SHOTS")
	if dir == "" {
		t.Skip("set DAYBOOK_SHOTS to a folder to take pictures of the pages")
	}
	srv, r := desk(t, func(c *Config) { c.Examples = data.FS })
	b := newTab(t)
	shot := func(name string, full bool) {
		t.Helper()
		res, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &full, Clip: b.clip(full)})
		b.check(err)
		b.check(os.WriteFile(filepath.Join(dir, name+".png"), res.Data, 0o644))
	}
	pages := []struct{ name, path, js string }{
		{"home", "/", ""}, {"report", "/reports/" + r.ID, ""}, {"lit", "/reports/" + r.ID, "document.querySelector('[data-stance=denies] .why').focus()"},
		{"why", "/reports/" + r.ID, "document.querySelectorAll('[data-stance=denies] .why')[1].click()"},
		{"quiet", "/reports/" + r.ID, "document.querySelector('#show-quiet').click()"},
		{"events", "/reports/" + r.ID, "ledger.scrollTop = document.querySelector('#events').offsetTop - 80"},
		{"figures", "/reports/" + r.ID, "ledger.scrollTop = document.querySelector('#figures').offsetTop - 80"},
		{"times", "/reports/" + r.ID, "ledger.scrollTop = document.querySelector('#times').offsetTop - 80"},
		{"search", "/search?q=ceasefire", ""}, {"about", "/about", ""}, {"list", "/reports", ""}, {"missing", "/reports/r-nothing", ""},
		{"whypage", "/reports/" + r.ID + "/why/" + r.Events[2].ID, ""},
	}
	only := os.Getenv("DAYBOOK_SHOT")
	if only == "screenshot" { // the example as the machine reads it, not as the fixture has it
		call(t, "DELETE", srv.URL+apiBase+"/reports/"+r.ID, "")
		_, body, _ := get(t, srv.URL+"/")
		_, body, _ = strings.Cut(body, `class="example"`)
		b.screen(1440, 900, false)
		b.scheme("light")
		b.do(chromedp.Navigate(srv.URL + regexp.MustCompile(`/reports/r-[0-9a-f]+`).FindString(body)))
		eval[any](b, `document.querySelector('.st.denies').dispatchEvent(new PointerEvent('pointerover', {bubbles: true})), 0`)
		time.Sleep(400 * time.Millisecond)
		shot("screenshot", false)
		return
	}
	if only == "" || only == "print" {
		b.screen(794, 1123, false)
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		b.check(err)
		b.do(chromedp.Navigate(srv.URL + "/reports/" + r.ID))
		shot("print", true)
		_, err = chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
		b.check(err)
	}
	for _, size := range []struct {
		name   string
		w, h   int64
		mobile bool
	}{{"laptop", 1440, 900, false}, {"phone", 390, 844, true}} {
		for _, scheme := range []string{"light", "dark"} {
			b.screen(size.w, size.h, size.mobile)
			b.scheme(scheme)
			for _, p := range pages {
				if only != "" && !strings.Contains(","+only+",", ","+p.name+",") {
					continue
				}
				b.do(chromedp.Navigate(srv.URL + p.path))
				if p.js != "" {
					eval[any](b, p.js+";0")
					time.Sleep(400 * time.Millisecond)
				}
				shot(p.name+"-"+size.name+"-"+scheme, false)
				if p.js == "" && scheme == "light" {
					shot(p.name+"-"+size.name+"-full", true)
				}
			}
		}
	}
}

func (b *tab) clip(full bool) *page.Viewport {
	if !full {
		return nil
	}
	size := eval[[]float64](b, `[document.documentElement.scrollWidth, document.documentElement.scrollHeight]`)
	return &page.Viewport{Width: size[0], Height: size[1], Scale: 1}
}
