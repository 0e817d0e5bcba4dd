package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"daybook"
	"daybook/ledger"
	"daybook/score/conllu"
)

// FactualityFigures is what `score factuality` prints.
type FactualityFigures struct {
	Kind        string  `json:"kind"`
	Predicates  int     `json:"predicates"`
	Accuracy    float64 `json:"accuracy"`
	NotHappened PRF     `json:"not_happened"`
}

// udsPart is which sentences are measured where --only does not say.
var udsPart = regexp.MustCompile("-dev-")

// factualityScore measures realis on UDS (Universal Decompositional Semantics, factuality): the file of judgements, whose sentences are looked up in the
// UD files beside it, in its folder or in ud_en_ewt beside that: ewt-dev-12 in the file whose name ends in dev.conllu, by the sent_id that ud_ids.json beside
// the judgements gives it (later versions of UD have sentences in another order), else the twelfth. Predicates behind the end of their sentence are left out.
// The mean judgement of a predicate is positive where annotators held that it happened, negative where it did not; of ours what happened, goes on or
// happens again and again stands against the rest. Tokens and sentences are the gold's, tags and trees our own. Only picks sentences by name; without it the
// development part is measured.
func factualityScore(path string, o Options) (any, error) {
	only := o.Only
	if only == nil || only.String() == "" {
		only = udsPart
	}
	n, right, hit, found, want := 0, 0, 0, 0, 0
	err := Factual(path, only, o.Engine, func(name string, d *ledger.Document, heads []int32, value []float64) {
		for i, c := range o.Engine.Casts(d, heads) {
			no, ours := value[i] < 0, !c.Realis.Took()
			n++
			switch {
			case no && ours:
				right++
				hit++
			case !no && !ours:
				right++
			case o.Errors != nil:
				fmt.Fprintf(o.Errors, "%s\t%s\tjudged %.2f, ours %s (%s)\t%s\n", name, d.Tokens[heads[i]].Of(d.Text), value[i], c.Realis, c.Why, d.Text)
			}
			if no {
				want++
			}
			if ours {
				found++
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("score factuality: %w", err)
	}
	return FactualityFigures{Kind: "factuality", Predicates: n, Accuracy: Percent(right, n), NotHappened: NewPRF(hit, found, want)}, nil
}

// Factual reads the judgements of UDS and hands each sentence whose name matches only to f, analysed, with the judged predicates in their order and the mean
// judgement of each.
func Factual(path string, only *regexp.Regexp, e *daybook.Engine, f func(name string, d *ledger.Document, heads []int32, value []float64)) error {
	if files, err := filesUnder(path, nil, ".json"); err == nil {
		if i := slices.IndexFunc(files, func(f string) bool { return strings.Contains(filepath.Base(f), "factuality") }); i >= 0 {
			path = files[i]
		}
	}
	in, err := openFile(path)
	if err != nil {
		return err
	}
	defer in.Close()
	var uds struct {
		Data map[string]map[string]struct {
			Factuality struct {
				Factual struct {
					Value float64 `json:"value"`
				} `json:"factual"`
			} `json:"factuality"`
		} `json:"data"`
	}
	if err := json.NewDecoder(in).Decode(&uds); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	ids, err := udsIDs(filepath.Dir(path))
	if err != nil {
		return err
	}
	gold := map[string]*udPart{}
	var names []string
	for s := range uds.Data {
		if only.MatchString(s) {
			names = append(names, s)
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("%s has no sentence whose name matches %q", path, only)
	}
	sort.Slice(names, func(i, j int) bool { return sentenceBefore(names[i], names[j]) })
	for _, name := range names {
		part, number, err := udsSentence(name)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if gold[part] == nil {
			if gold[part], err = udsSentences(path, part); err != nil {
				return err
			}
		}
		at := number - 1
		if id, ok := ids[name]; ok {
			if at, ok = gold[part].at[id.Sentence]; !ok {
				at = -1
			}
		}
		if at < 0 || at >= len(gold[part].sentences) {
			return fmt.Errorf("%s names %s, which the UD file does not have", path, name)
		}
		d := conllu.Document(gold[part].sentences[at : at+1])
		e.Analyse(d)
		judged := map[int32]float64{}
		for id, x := range uds.Data[name] {
			k, err := strconv.Atoi(id[strings.LastIndexByte(id, '-')+1:])
			if err != nil || k < 1 {
				return fmt.Errorf("%s: predicate %q names no word", path, id)
			}
			if k <= len(d.Tokens) {
				judged[int32(k-1)] = x.Factuality.Factual.Value
			}
		}
		heads := slices.Sorted(maps.Keys(judged))
		value := make([]float64, len(heads))
		for i, h := range heads {
			value[i] = judged[h]
		}
		f(name, d, heads, value)
	}
	return nil
}

// udsSentence takes the name of a sentence apart: "ewt-dev-12".
func udsSentence(name string) (part string, number int, err error) {
	f := strings.Split(name, "-")
	if len(f) == 3 {
		number, err = strconv.Atoi(f[2])
	}
	if len(f) != 3 || err != nil || number < 1 {
		return "", 0, fmt.Errorf("%q is no name of a sentence such as ewt-dev-12", name)
	}
	return f[1], number, nil
}

func sentenceBefore(a, b string) bool {
	pa, na, _ := udsSentence(a)
	pb, nb, _ := udsSentence(b)
	if pa != pb {
		return pa < pb
	}
	return na < nb
}

// udsID is what ud_ids.json holds of a sentence.
type udsID struct {
	Sentence string `json:"sentence_id"`
}

// udsIDs reads ud_ids.json of a folder, if it is there.
func udsIDs(dir string) (map[string]udsID, error) {
	for _, name := range []string{"ud_ids.json", "ud_ids.json.gz"} {
		f, err := openFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		var ids map[string]udsID
		if err := json.NewDecoder(f).Decode(&ids); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(dir, name), err)
		}
		return ids, nil
	}
	return nil, nil
}

// udPart is the UD file of a part.
type udPart struct {
	sentences []conllu.Sentence
	at        map[string]int // sent_id -> index
}

// udsSentences reads the UD file of a part.
func udsSentences(path, part string) (*udPart, error) {
	var tried []string
	for _, dir := range []string{filepath.Dir(path), filepath.Join(filepath.Dir(path), "..", "ud_en_ewt")} {
		all, err := filepath.Glob(filepath.Join(dir, "*"+part+".conllu*"))
		if err != nil || len(all) == 0 {
			tried = append(tried, dir)
			continue
		}
		f, err := openFile(all[0])
		if err != nil {
			return nil, err
		}
		defer f.Close()
		u := &udPart{at: map[string]int{}}
		if u.sentences, err = conllu.Read(f); err != nil {
			return nil, fmt.Errorf("%s: %w", all[0], err)
		}
		for i, s := range u.sentences {
			u.at[s.ID] = i
		}
		return u, nil
	}
	return nil, fmt.Errorf("no file ending in %s.conllu in %s; put the UD file of the part there", part, strings.Join(tried, " or "))
}
