package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"daybook/ledger"
	"daybook/text"
)

// clock is the time of all tests.
func clock() time.Time { return time.Date(2021, 3, 4, 5, 6, 7, 0, time.UTC) }

func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Write: true, Now: clock, Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func fresh(t testing.TB) *Store { return open(t, filepath.Join(t.TempDir(), "test.db")) }

// sample is a small ledger with something in every table. n makes it another report.
func sample(n int, outlet, published string) (source []byte, r *ledger.Report) {
	words := fmt.Sprintf("Bridge falls in Korvo\n\nMayor Ana Bel denied on Monday that police killed three people in Korvo, report %d said.", n)
	at := func(w string) text.Span {
		i := strings.Index(words, w)
		return text.Span{Start: int32(i), End: int32(i + len(w))}
	}
	tokens := []text.Token{{Span: at("Bel"), Head: -1, Rel: "root"}, {Span: at("police"), Head: 0, Rel: "nsubj"}}
	why := func(rule, w string) ledger.Evidence {
		return ledger.Evidence{Rule: rule, Where: "rule/x.yaml:1", Words: []text.Span{at(w)}, Steps: []string{"by hand"}}
	}
	d := &ledger.Document{
		ID: ledger.SourceID([]byte(words)), Text: words, Tokens: tokens, Tree: text.NewTree(tokens),
		Source: ledger.Source{Name: "korvo.txt", Outlet: outlet, Title: "Bridge falls in Korvo", Language: "en", Published: published, MediaType: "text/plain", Charset: "utf-8", Bytes: len(words)},
		Blocks: []ledger.Block{{Span: at("Bridge falls in Korvo"), Kind: ledger.Headline}},
		Mentions: []ledger.Mention{
			{Span: at("Mayor Ana Bel"), Head: 0, Name: at("Ana Bel"), Type: "PER", Kind: ledger.Proper},
			{Span: at("police"), Head: 1, Kind: ledger.Nominal},
		},
		Actors:  []ledger.Actor{{Key: "local:ana bel", Name: "Ana Bel", Kind: ledger.Person}, {Key: "local:police", Name: "police", Kind: ledger.Agency, Sector: "COP"}},
		ActorOf: []int32{0, 1}, ActorWhy: []string{"by name", "by noun"},
		Times:  []ledger.Time{{Span: at("Monday"), Type: "DATE", Value: "2021-03-01", From: "2021-03-01", To: "2021-03-01", Grain: "day", Extent: "within"}},
		Places: []ledger.Place{{Span: at("Korvo"), Name: "Korvo", Country: "XKO", Lat: 1.5, Lon: 2.5, Precision: "town"}},
		Statements: []ledger.Statement{{
			Source: at("Mayor Ana Bel"), Speaker: 0, Cue: []text.Span{at("denied")}, Content: []text.Span{at("that police killed three people in Korvo")},
			Form: ledger.Indirect, Stance: ledger.Denies, To: ledger.None, Target: ledger.None, Parent: ledger.None, Evidence: why("said/deny", "denied"),
			Origin: []ledger.Link{{Span: at("Mayor Ana Bel"), Actor: 0, Name: "Ana Bel", Kind: ledger.Person}, {Actor: ledger.None, Name: outlet, Kind: ledger.Outlet}},
		}},
		Events: []ledger.Event{{
			Type: "ASSAULT", CAMEO: "190", Quad: 4, Trigger: at("killed"), Actors: []ledger.Party{{Mention: 1}}, Recipients: []ledger.Party{{Mention: ledger.None, Span: at("three people")}},
			When: ledger.When{Time: 0, From: "2021-03-01", To: "2021-03-01", Extent: "within", How: "sentence"}, Where: ledger.Where{Place: 0, Span: at("in Korvo"), How: "own phrase"},
			Objects: []ledger.Object{{Kind: "bridge", Span: at("Bridge")}}, Figures: []int32{0}, Statement: 0, Realis: ledger.Denied, PartOf: ledger.None, Restates: ledger.None, Evidence: why("what/kill", "killed"),
		}},
		Figures:  []ledger.Figure{{Span: at("three"), What: "killed", Low: 3, High: 3, Unit: "persons", Kind: "total", PartOf: ledger.None, Supersedes: ledger.None, Event: 0, Statement: 0, Evidence: why("what/toll", "three")}},
		Claims:   []ledger.Claim{{Event: 0, Statement: 0, Point: ledger.ThatHappened, Position: ledger.Denies, Realis: ledger.Denied, Figure: ledger.None, Answers: ledger.None, Span: at("denied"), Evidence: why("link/said", "denied")}},
		Problems: []text.Problem{{Stage: "read", What: "the text gives no outlet", Hint: "use --outlet"}},
		Made:     []ledger.Version{{Name: "rule/x.yaml", Hash: "abc"}},
	}
	return []byte(words), d.Report()
}

func put(t testing.TB, s *Store, n int, outlet, published string) Receipt {
	t.Helper()
	b, r := sample(n, outlet, published)
	rec, err := s.Put(context.Background(), b, r, Arrival{Name: "korvo.txt", Outlet: outlet, Published: published})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestPutAndGet(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	source, want := sample(1, "Korvo Post", "2021-03-02")
	if rec := put(t, s, 1, "Korvo Post", "2021-03-02"); rec != (Receipt{want.ID, Added, true}) {
		t.Errorf("receipt %+v", rec)
	}
	got, err := s.Get(ctx, want.ID[:7])
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	b, media, charset, err := s.Source(ctx, want.ID)
	if err != nil || string(b) != string(source) || media != "text/plain" || charset != "utf-8" {
		t.Errorf("source %q %s %s %v", b, media, charset, err)
	}
	items, err := s.List(ctx, Filter{Outlet: "Korvo Post", From: "2021-03-02", To: "2021-03-02", Problems: true}, 10, 0)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	i := items[0]
	if i.Statements != 1 || i.Denials != 1 || i.Events != 1 || i.Happened != 0 || i.Figures != 1 || i.Arrivals != 1 || !i.Seen.Equal(clock()) {
		t.Errorf("%+v", i)
	}
	for _, id := range []string{want.Statements[0].ID, want.Events[0].ID, want.Claims[0].ID, want.Figures[0].ID, want.Places[0].ID, want.Times[0].ID} {
		if ref, err := s.Find(ctx, id); err != nil || ref.ID != id || ref.Report != want.ID {
			t.Errorf("find %s: %+v, %v", id, ref, err)
		}
	}
	if _, err := s.Get(ctx, "r-"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.Get(ctx, "nosuch"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

func TestArrivals(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	for _, step := range []struct {
		outlet, published string
		want              Result
		ledger            bool
	}{
		{"", "", Added, true},
		{"", "", Known, false},
		{"Korvo Post", "", Arrived, true},
		{"", "2021-03-02", Arrived, true},
		{"Korvo Post", "", Known, false},
		{"Korvo Post", "2021-03-02", Arrived, true},
		{"Lesno News", "2021-03-03", Arrived, false},
		{"Lesno News", "2021-03-03", Known, false},
	} {
		rec := put(t, s, 1, step.outlet, step.published)
		if rec.Result != step.want || rec.Ledger != step.ledger {
			t.Errorf("%+v: got %+v", step, rec)
		}
	}
	as, err := s.Arrivals(ctx, put(t, s, 1, "", "").ID)
	if err != nil || len(as) != 5 || !as[3].ReadWith {
		t.Error(as, err)
	}
	r, err := s.Get(ctx, as0(t, s))
	if err != nil || r.Source.Outlet != "Korvo Post" || r.Source.Published != "2021-03-02" {
		t.Error(r.Source, err)
	}
}

func TestBareCopyIsNoArrival(t *testing.T) {
	s := fresh(t)
	put(t, s, 1, "Korvo Post", "2021-03-02")
	if rec := put(t, s, 1, "", ""); rec.Result != Known || rec.Ledger {
		t.Error(rec)
	}
	if as, err := s.Arrivals(context.Background(), as0(t, s)); err != nil || len(as) != 1 {
		t.Error(as, err)
	}
}

func TestListNamesByFirstWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"A mayor\n\n spoke.":          "A mayor spoke.",
		strings.Repeat("wörter ", 30): strings.TrimSpace(strings.Repeat("wörter ", 11)) + " …",
	} {
		if got := opening(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestCopyOfFileChangesNothing(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	b, r := sample(1, "Korvo Post", "")
	put(t, s, 1, "Korvo Post", "")
	was, err := s.JSON(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Source.Name = "copy/of/korvo.txt"
	rec, err := s.Put(ctx, b, r, Arrival{Name: "copy/of/korvo.txt", Outlet: "Korvo Post"})
	if err != nil || rec.Result != Known || rec.Ledger {
		t.Error(rec, err)
	}
	if is, err := s.JSON(ctx, r.ID); err != nil || string(is) != string(was) {
		t.Error(string(is), err)
	}
}

// TestSameArrivalReadOtherwise: a later version finds a date in words in which it found none before.
func TestSameArrivalReadOtherwise(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	b, r := sample(1, "", "")
	if _, err := s.Put(ctx, b, r, Arrival{Name: "korvo.txt"}); err != nil {
		t.Fatal(err)
	}
	_, r = sample(1, "Korvo Post", "2021-03-02")
	rec, err := s.Put(ctx, b, r, Arrival{Name: "korvo.txt"})
	if err != nil || rec.Result != Known || !rec.Ledger {
		t.Error(rec, err)
	}
	i, err := s.Item(ctx, rec.ID)
	if err != nil || i.Arrivals != 1 || i.Published != "2021-03-02" {
		t.Error(i, err)
	}
	if rec := put(t, s, 1, "Korvo Post", "2021-03-02"); rec.Result != Known {
		t.Error(rec)
	}
	healthy(t, s)
}

func as0(t *testing.T, s *Store) string {
	items, err := s.List(context.Background(), Filter{}, 2, 0)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	return items[0].ID
}

func TestSearch(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	for n := range 3 {
		put(t, s, n, "Korvo Post", "2021-03-02")
	}
	for q, want := range map[string]int{
		"bridge": 3, "bridges falling": 3, `"falls in"`: 3, `"in falls"`: 0, "korvo -police": 0, "nothing": 0, "kill*": 3, "report OR nothing": 3,
		"report 2": 1, `a"b`: 0, "'": -1, "": -1, "AND": 0, "NEAR(": 0, "title:": 0, "^ko": 0, "korvo -": 3, "OR": -1, `"`: -1, "-korvo": -1, "Korvo) OR (x": 3,
	} {
		hits, err := s.Search(ctx, q, 10, 0)
		if want < 0 {
			if !IsQuestion(err) {
				t.Errorf("%q: %v", q, err)
			}
			continue
		}
		if err != nil || len(hits) != want {
			t.Errorf("%q: %d hits, want %d, %v", q, len(hits), want, err)
		}
	}
	hits, err := s.Search(ctx, "killed", 10, 1)
	if err != nil || len(hits) != 2 || len(hits[0].Found) != 1 {
		t.Fatal(hits, err)
	}
	var marked []string
	for _, p := range hits[0].Snippet {
		if p.Hit {
			marked = append(marked, p.Text)
		}
	}
	if strings.Join(marked, " ") != "killed" {
		t.Error(hits[0].Snippet)
	}
	if st, err := s.SearchStatements(ctx, "bel police", 10, 0); err != nil || len(st) != 3 || st[0].Origin != "Ana Bel" {
		t.Error(st, err)
	}
}

func TestDelete(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	a, b := put(t, s, 1, "Korvo Post", "").ID, put(t, s, 2, "Korvo Post", "").ID
	put(t, s, 1, "Lesno News", "2021-03-03")
	if _, err := s.Delete(ctx, a); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delete(ctx, a); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.Get(ctx, b); err != nil {
		t.Error(err)
	}
	if hits, err := s.Search(ctx, "korvo", 9, 0); err != nil || len(hits) != 1 {
		t.Error(hits, err)
	}
	if _, err := s.Delete(ctx, b); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range append([]string{"report", "source", "ledger", "arrival", "made", "report_words", "statement_words"}, tableNames()...) {
		var n int
		if err := s.read.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil {
			t.Fatal(table, err)
		}
		if n > 0 {
			t.Errorf("%s: %d rows are left", table, n)
		}
		rows += n
	}
	healthy(t, s)
}

func healthy(t *testing.T, s *Store) {
	t.Helper()
	if faults, err := s.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	for _, harm := range []string{
		"DELETE FROM claim", "DELETE FROM source", "UPDATE source SET body = x'00', packed = 'raw'", "UPDATE ledger SET body = x'00'", "DELETE FROM ledger",
		"UPDATE statement SET chain = 'someone else'", "PRAGMA foreign_keys(0); INSERT INTO link VALUES (99, 'a', 'b', 'c')",
	} {
		s := fresh(t)
		put(t, s, 1, "Korvo Post", "")
		healthy(t, s)
		if _, err := s.write.Exec(harm); err != nil {
			t.Fatal(harm, err)
		}
		if faults, err := s.Check(context.Background()); err != nil || len(faults) == 0 {
			t.Error("not found:", harm, err)
		}
	}
}

// TestFull fills the database up to a limit of its own, as a full disk would.
func TestFull(t *testing.T) {
	s := fresh(t)
	if _, err := s.write.Exec("PRAGMA max_page_count(180)"); err != nil {
		t.Fatal(err)
	}
	n := 0
	for ; n < 1000; n++ {
		b, r := sample(n, "Korvo Post", "")
		if _, err := s.Put(context.Background(), b, r, Arrival{}); err != nil {
			if !strings.Contains(err.Error(), "the disk is full") {
				t.Error(err)
			}
			break
		}
	}
	items, err := s.List(context.Background(), Filter{}, 2000, 0)
	if err != nil || len(items) != n || n == 0 || n == 1000 {
		t.Errorf("%d of %d are there, %v", len(items), n, err)
	}
	healthy(t, s)
}

func tableNames() (out []string) {
	for _, t := range tables {
		out = append(out, t.name)
	}
	return out
}

func TestStaleAndRefresh(t *testing.T) {
	ctx := context.Background()
	s := fresh(t)
	put(t, s, 1, "Korvo Post", "2021-03-02")
	made := []ledger.Version{{Name: "rule/x.yaml", Hash: "abc"}}
	if old, err := s.Stale(ctx, made, false); err != nil || len(old) != 0 {
		t.Fatal(old, err)
	}
	made = []ledger.Version{{Name: "rule/x.yaml", Hash: "def"}, {Name: "rule/y.yaml", Hash: "123"}}
	old, err := s.Stale(ctx, made, false)
	if err != nil || len(old) != 1 || strings.Join(old[0].Changed, " ") != "rule/x.yaml rule/y.yaml" || old[0].Arrival.Outlet != "Korvo Post" {
		t.Fatal(old, err)
	}
	_, r := sample(1, "Korvo Post", "2021-03-02")
	r.Statements, r.Made = nil, nil
	for _, m := range made {
		r.Made = append(r.Made, ledger.Maker(m))
	}
	if err := s.Refresh(ctx, r); err != nil {
		t.Fatal(err)
	}
	if old, err := s.Stale(ctx, made, false); err != nil || len(old) != 0 {
		t.Error(old, err)
	}
	healthy(t, s)
	if st, err := s.SearchStatements(ctx, "police", 9, 0); err != nil || len(st) != 0 {
		t.Error(st, err)
	}
	if hits, err := s.Search(ctx, "police", 9, 0); err != nil || len(hits) != 1 || hits[0].Statements != 0 {
		t.Error(hits, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x y?z%.db")
	s := open(t, path)
	put(t, s, 1, "", "")
	s.Close()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	check := func(path string, o Options, want string) {
		t.Helper()
		o.Wait = 20 * time.Millisecond
		s, err := Open(path, o)
		var e *Error
		if err == nil {
			_, err = s.List(context.Background(), Filter{}, 1, 0)
			s.Close()
		}
		if !errors.As(err, &e) || !strings.Contains(err.Error(), want) || e.Hint == "" || !strings.HasPrefix(err.Error(), dir) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	check(filepath.Join(dir, "none.db"), Options{}, "there is no database yet")
	check(filepath.Join(dir, "no", "none.db"), Options{Write: true}, "folder of the database does not exist")
	check(dir, Options{Write: true}, "folder, not a database")
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	check(text, Options{Write: true}, "no database")
	check(text, Options{}, "no database")

	db, err := connect(filepath.Join(dir, "other.db"), time.Second, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE x(y)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	check(filepath.Join(dir, "other.db"), Options{Write: true}, "not one of Daybook's")
	check(filepath.Join(dir, "other.db"), Options{}, "not one of Daybook's")

	if db, err = connect(path, time.Second, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version(99)"); err != nil {
		t.Fatal(err)
	}
	check(path, Options{Write: true}, "a newer Daybook wrote this database (version 99; this one knows 2)")
	check(path, Options{}, "a newer Daybook wrote")
	if _, err := db.Exec("PRAGMA user_version(2); BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	s, err = Open(path, Options{Write: true, Wait: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, r := sample(2, "", "")
	if _, err := s.Put(context.Background(), b, r, Arrival{}); err == nil || !strings.Contains(err.Error(), "locked by another program") {
		t.Error(err)
	}
	if _, err := s.List(context.Background(), Filter{}, 1, 0); err != nil {
		t.Error("reading while another writes:", err)
	}
	db.Close()
}

func TestReadOnly(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "test.db")
	s := open(t, path)
	id := put(t, s, 1, "", "").ID
	s.Close()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, id); err != nil {
		t.Error(err)
	}
	if _, err := s.Delete(ctx, id); err == nil || !strings.Contains(err.Error(), "opened only to read") {
		t.Error(err)
	}
	s.Close()
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	os.Chmod(path, 0o444)
	os.Chmod(dir, 0o555)
	defer os.Chmod(dir, 0o755)
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, id); err != nil {
		t.Error(err)
	}
	s.Close()
	if _, err := Open(path, Options{Write: true}); err == nil || !strings.Contains(err.Error(), "may not be written to") {
		t.Error(err)
	}
}

// TestMigrationsAreFrozen: a step that databases out there have taken is never changed; what is to be different takes
// another step. So is a view that lost a column or changed its meaning.
func TestMigrationsAreFrozen(t *testing.T) {
	want := map[string]string{"schema/001.sql": "de5d06d3fc9190e4", "schema/002.sql": "9bc8ce86fd63a29c"}
	for _, name := range migrations() {
		b, err := schema.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if h := sha256.Sum256(b); hex.EncodeToString(h[:8]) != want[name] {
			t.Errorf("%s is now %x: write a new file schema/%03d.sql instead, and its hash here", name, h[:8], Version()+1)
		}
	}
}

// TestConcurrent writes and reads at once, from two stores as two programs would.
func TestConcurrent(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "test.db")
	var stores []*Store
	for range 2 {
		s, err := Open(path, Options{Write: true, Now: clock})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores = append(stores, s)
	}
	var wg sync.WaitGroup
	const each = 40
	for g := range 4 {
		wg.Go(func() {
			for n := range each {
				b, r := sample(g/2*each+n, "Korvo Post", "") // each twice
				if _, err := stores[g%2].Put(ctx, b, r, Arrival{}); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range each {
				items, err := stores[g%2].List(ctx, Filter{}, 3, 0)
				if err != nil {
					t.Error(err)
				}
				for _, i := range items {
					if r, err := stores[g%2].Get(ctx, i.ID); err != nil || len(r.Statements) != i.Statements {
						t.Error(err)
					}
				}
				if _, err := stores[g%2].Search(ctx, "korvo police", 3, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if items, err := stores[0].List(ctx, Filter{}, 1000, 0); err != nil || len(items) != 2*each {
		t.Error(len(items), err)
	}
	healthy(t, stores[1])
}

func BenchmarkPut(b *testing.B) {
	s := fresh(b)
	n := 0
	for b.Loop() {
		put(b, s, n, "Korvo Post", "2021-03-02")
		n++
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "test.db")
	s := open(b, path)
	put(b, s, 1, "", "")
	s.Close()
	for b.Loop() {
		s, err := Open(path, Options{Write: true})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}
