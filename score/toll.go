package score

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"daybook/ledger"
	"daybook/read"
)

// TollFigures is what `score toll` prints.
type TollFigures struct {
	Kind      string `json:"kind"`
	Documents int    `json:"documents"`
	Killed    PRF    `json:"killed"`
	Injured   PRF    `json:"injured"`
}

// tollEntry is a number of people of one template, by all its readings ("10 / 10- / PLURAL").
type tollEntry struct {
	numbers  []int64
	optional bool // of an optional template or filler, or the key leaves it open whether there is a number
}

// tollKey is what the keys of a document have: by effect, "killed" or "injured".
type tollKey map[string][]tollEntry

// tollScore measures numbers of killed and injured on MUC-4: a folder of documents (dev-muc3-*, tst*) with their keys (key-*) beside them. The keys cover acts of terrorism
// only. Of each template the numbers of human targets (slot 21) are joined to their effects (slot 23) by the words that name the target, and where those recur by their order. "6-" is read as 6, "~30" as
// 30, "6-8" as both; fillers with "?" and those of optional templates ask nothing. Measured are, for each effect, the documents whose keys ask for a number of
// two or more: each such (effect, number) once, against ours of the same document. A number of ours that is optional there is neither right nor wrong.
func tollScore(path string, o Options) (any, error) {
	files, err := filesUnderNamed(path, "key-")
	if err != nil {
		return nil, fmt.Errorf("score toll: %w", err)
	}
	keys := map[string]tollKey{}
	for _, f := range files {
		if err := readTollKeys(f, keys); err != nil {
			return nil, fmt.Errorf("score toll: %w", err)
		}
	}
	f := TollFigures{Kind: "toll"}
	counts := map[string]*[3]int{"killed": {}, "injured": {}} // matched, found, gold
	asked := 0
	err = tollDocuments(path, o.Only, func(id, text string) error {
		key, ok := keys[id]
		if !ok || !key.asks("killed") && !key.asks("injured") {
			return nil
		}
		asked++
		d, err := o.Engine.Read([]byte(text), read.Hint{Name: id})
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		for _, effect := range []string{"killed", "injured"} {
			if key.asks(effect) {
				tollDocument(o, d, id, effect, key[effect], counts[effect])
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("score toll: %w", err)
	}
	if asked == 0 {
		return nil, fmt.Errorf("score toll: %s has no document whose key asks for a number of killed or injured", path)
	}
	f.Documents = asked
	k, i := counts["killed"], counts["injured"]
	f.Killed, f.Injured = NewPRF(k[0], k[1], k[2]), NewPRF(i[0], i[1], i[2])
	return f, nil
}

// asks reports whether a key asks for a number of two or more.
func (k tollKey) asks(effect string) bool {
	return slices.ContainsFunc(k[effect], func(e tollEntry) bool { return !e.optional && slices.Max(e.numbers) >= 2 })
}

// tollDocument compares the numbers of one effect in one document.
func tollDocument(o Options, d *ledger.Document, id, effect string, want []tollEntry, count *[3]int) {
	what := map[string]string{"killed": "killed", "injured": "wounded"}[effect]
	ours := map[int64]ledger.Figure{}
	for _, f := range d.Figures {
		n := f.Low
		if n < 0 {
			n = f.High
		}
		if f.What == what && n >= 2 && f.Vague == "" {
			if _, ok := ours[n]; !ok {
				ours[n] = f
			}
		}
	}
	var seen [][]int64
	good, open := map[int64]bool{}, map[int64]bool{}
	for _, e := range want {
		for _, n := range e.numbers {
			open[n] = true
		}
		if e.optional || slices.Max(e.numbers) < 2 || slices.ContainsFunc(seen, func(s []int64) bool { return slices.Equal(s, e.numbers) }) {
			continue
		}
		seen = append(seen, e.numbers)
		count[2]++
		hit := false
		for _, n := range e.numbers {
			if _, ok := ours[n]; ok {
				hit, good[n] = true, true
			}
		}
		if hit {
			count[0]++
			count[1]++
		} else if o.Errors != nil {
			fmt.Fprintf(o.Errors, "%s\tmissed\t%s %v\n", id, effect, e.numbers)
		}
	}
	var wrong []int64
	for n := range ours {
		if !good[n] && !open[n] {
			wrong = append(wrong, n)
		}
	}
	slices.Sort(wrong)
	for _, n := range wrong {
		count[1]++
		if o.Errors != nil {
			s := ours[n].Span
			fmt.Fprintf(o.Errors, "%s\tfalse\t%s %d\t%q at %d: %s\n", id, effect, n, s.Of(d.Text), s.Start, oneLine(around(d.Text, s)))
		}
	}
}

func oneLine(s string) string { return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "") }

// filesUnderNamed lists the files of a folder whose names begin with prefix, in order.
func filesUnderNamed(dir, prefix string) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	if err == nil && len(all) == 0 {
		if _, err = os.Stat(dir); err == nil {
			err = fmt.Errorf("%s: no file whose name begins with %s here", dir, prefix)
		}
	}
	sort.Strings(all)
	return all, err
}

var tollHead = regexp.MustCompile(`^((?:DEV|TST\d)-MUC\d-\d{4})\b`)

// tollDocuments hands every document of the folder to f. A document begins at a line with its name.
func tollDocuments(dir string, only *regexp.Regexp, f func(id, text string) error) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range files {
		name := e.Name()
		if e.IsDir() || !strings.HasPrefix(strings.ToLower(name), "dev-muc") && !strings.HasPrefix(strings.ToLower(name), "tst") || only != nil && !only.MatchString(name) {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		id, from := "", 0
		flush := func(to int) error {
			if id == "" {
				return nil
			}
			return f(id, string(raw[from:to]))
		}
		at := 0
		for _, line := range strings.SplitAfter(string(raw), "\n") {
			if m := tollHead.FindStringSubmatch(line); m != nil {
				if err := flush(at); err != nil {
					return err
				}
				id, from = m[1], at+len(line)
			}
			at += len(line)
		}
		if err := flush(at); err != nil {
			return err
		}
	}
	return nil
}

var (
	tollSlot   = regexp.MustCompile(`^(\d+)\.\s+[A-Z]+(?: [A-Z]+)?: [A-Z ]+?\s{2,}(.*)$`)
	tollFiller = regexp.MustCompile(`^(\?)?\s*([^:"]*?)\s*:\s*(".*)$`)
	tollQuoted = regexp.MustCompile(`"((?:\\"|[^"])*)"`)
	tollNumber = regexp.MustCompile(`\d+`)
)

// readTollKeys adds the keys of a file.
func readTollKeys(path string, keys map[string]tollKey) error {
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var t tollTemplate
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<16), 1<<20)
	slot := 0
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, ";") {
			continue
		}
		value := strings.TrimSpace(line)
		if m := tollSlot.FindStringSubmatch(line); m != nil {
			slot, _ = strconv.Atoi(m[1])
			value = strings.TrimSpace(m[2])
			if slot == 0 {
				t.file(keys)
				t = tollTemplate{id: strings.Fields(value + " ?")[0]}
			}
		}
		switch slot {
		case 1:
			t.optional = t.optional || strings.Contains(value, "OPTIONAL")
		case 21:
			t.numbers = append(t.numbers, value)
		case 23:
			t.effects = append(t.effects, value)
		}
	}
	t.file(keys)
	return sc.Err()
}

// tollTemplate is one template of a key, its slots as lines.
type tollTemplate struct {
	id               string
	optional         bool
	numbers, effects []string
}

// file adds what the template asks for to the key of its document.
func (t *tollTemplate) file(keys map[string]tollKey) {
	if t.id == "" {
		return
	}
	if keys[t.id] == nil {
		keys[t.id] = tollKey{}
	}
	for _, e := range joinedFillers(t.effects) {
		m := tollFiller.FindStringSubmatch(e)
		if m == nil {
			continue
		}
		var effects []string
		for _, x := range strings.Split(m[2], "/") {
			switch strings.TrimSpace(x) {
			case "DEATH":
				effects = append(effects, "killed")
			case "INJURY":
				effects = append(effects, "injured")
			}
		}
		names := quotedNames(m[3])
		var same []string // numbers of targets of that name
		for _, n := range joinedFillers(t.numbers) {
			if k := tollFiller.FindStringSubmatch(n); k != nil && slices.ContainsFunc(quotedNames(k[3]), func(x string) bool { return slices.Contains(names, x) }) {
				same = append(same, n)
			}
		}
		if at, of := t.nth(e, names); of == len(same) { // nine "PEOPLE" died and 36 "PEOPLE" were injured: in one order
			same = same[at : at+1]
		}
		for _, n := range same {
			k := tollFiller.FindStringSubmatch(n)
			entry := tollEntry{optional: t.optional || m[1] != "" || k[1] != "" || strings.Contains(k[2], "PLURAL") || strings.Contains(m[2], "/")}
			for _, x := range tollNumber.FindAllString(k[2], -1) {
				if v, err := strconv.ParseInt(x, 10, 64); err == nil && !slices.Contains(entry.numbers, v) {
					entry.numbers = append(entry.numbers, v)
				}
			}
			if len(entry.numbers) == 0 {
				continue
			}
			for _, effect := range effects {
				keys[t.id][effect] = append(keys[t.id][effect], entry)
			}
		}
	}
}

// nth tells which of how many effects on targets of these names effect e is.
func (t *tollTemplate) nth(e string, names []string) (at, of int) {
	at = -1
	for _, x := range joinedFillers(t.effects) {
		m := tollFiller.FindStringSubmatch(x)
		if m == nil || !slices.ContainsFunc(quotedNames(m[3]), func(x string) bool { return slices.Contains(names, x) }) {
			continue
		}
		if x == e && at < 0 {
			at = of
		}
		of++
	}
	return at, of
}

// joinedFillers joins the lines of a slot to fillers: one that begins with "/" goes on with the last.
func joinedFillers(lines []string) []string {
	var out []string
	for _, l := range lines {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || l == "-" || l == "*":
		case len(out) > 0 && (strings.HasPrefix(l, "/") || strings.HasSuffix(out[len(out)-1], "/")):
			out[len(out)-1] += " " + l
		default:
			out = append(out, l)
		}
	}
	return out
}

// quotedNames are the strings of a filler.
func quotedNames(s string) []string {
	var out []string
	for _, m := range tollQuoted.FindAllStringSubmatch(s, -1) {
		out = append(out, m[1])
	}
	return out
}
