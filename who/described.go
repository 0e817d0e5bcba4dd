package who

import (
	"slices"
	"strings"

	"daybook/ledger"
	"daybook/text"
)

// described resolves a description that names nobody: "a White House official", "residents", "the monitor". A definite one is
// the actor described so before; an indefinite one is new.
func (r *reader) described(m int32) {
	f, men := &r.fact[m], &r.d.Mentions[m]
	if f.ex && f.title != nil {
		f.unitBy = ""
	}
	for k := f.words.First; k < men.Head; k++ {
		switch r.d.Tokens[k].Lemma {
		case "how", "what", "which", "whatever", "whichever":
			r.none(m, "asks, names nobody")
			return
		}
	}
	words := r.headWords(m)
	if f.det == 'i' || f.det == 'n' {
		r.fresh(m, "described, not named")
		return
	}
	lemma := r.d.Tokens[men.Head].Lemma
	if f.det == 'd' && !f.plural && r.byWords(m) {
		return
	}
	owner := r.ownerOf(m)
	var same, like []int32
	for a := range r.of {
		e := &r.of[a]
		if e.plural && e.unit != f.unit && f.agent.sector == "CVL" { // "the people" are not the Syrian people
			continue
		}
		if f.det == 'p' && e.owner != owner {
			continue
		}
		if e.counted && f.det != 'd' || e.head != lemma || e.plural != f.plural || f.unit != "" && e.unit != "" && e.unit != f.unit || !f.plural && !r.mentionedBefore(int32(a), m) {
			continue
		}
		if e.words == words {
			same = append(same, int32(a))
		} else if !f.plural && f.det == 'd' && (strings.HasSuffix(e.words, " "+words) || words == lemma) {
			like = append(like, int32(a))
		}
	}
	if len(same) == 0 || words == lemma {
		same = append(same, like...)
	}
	if f.det == 'd' && !f.plural && len(same) == 0 && f.unit == "" && words == lemma {
		if a := r.calledSo(m, lemma); a >= 0 {
			r.set(m, a, "called so beside the name: "+quote(r.d.Actors[a].Name))
			return
		}
	}
	switch {
	case len(same) == 1 || len(same) > 1 && f.plural:
		r.set(m, same[0], "described so before")
		e := &r.of[same[0]]
		if e.unit == "" && f.unit != "" && !f.two {
			e.unit = f.unit
			r.d.Actors[same[0]].Country = r.country(f.unit)
		}
	case len(same) > 1:
		r.none(m, "more than one described so before")
	case f.det == 'd' && !f.plural && f.unit == "" && words == lemma && r.lastBody(m):
	default:
		r.fresh(m, "described, not named")
	}
}

// calledSo is the only actor of whom the report has said before, beside the name, that he is such a one: "a man named Omar Haddad ... the man". Or None.
func (r *reader) calledSo(m int32, lemma string) int32 {
	found := ledger.None
	for a := range r.of {
		if slices.Contains(r.of[a].called, lemma) && r.mentionedBefore(int32(a), m) {
			if found >= 0 {
				return ledger.None
			}
			found = int32(a)
		}
	}
	return found
}

// ownerOf is the actor that possesses mention m, or None.
func (r *reader) ownerOf(m int32) int32 {
	if o := r.fact[m].owner; o >= 0 && r.fact[o].state != 1 {
		return r.resolve(o)
	}
	return ledger.None
}

// byWords resolves a description in words that the files give for one person of the report: "the Republican billionaire".
func (r *reader) byWords(m int32) bool {
	f, men := &r.fact[m], &r.d.Mentions[m]
	var words []string
	for k := f.words.First; k <= men.Head; k++ {
		if t := &r.d.Tokens[k]; t.UPOS != "DET" && t.UPOS != "PUNCT" {
			words = append(words, keyOf(r.word(k)))
		}
	}
	found := ledger.None
	for a := range r.of {
		e := &r.of[a]
		if !e.known || e.ref.kind != refPerson || !r.mentionedBefore(int32(a), m) {
			continue
		}
		p := &r.f.persons[e.ref.index]
		n := 0
		for _, w := range words {
			for _, x := range p.words {
				if x == w || strings.HasPrefix(x, w+" ") || strings.HasSuffix(x, " "+w) {
					n++
					break
				}
			}
		}
		if n < len(words) {
			continue
		}
		if found >= 0 {
			r.doubtAmong(m, int32(found), int32(a))
			r.none(m, "two candidates: "+r.d.Actors[found].Name+", "+r.d.Actors[a].Name)
			return true
		}
		found = int32(a)
	}
	if found < 0 || len(words) == 0 {
		return false
	}
	r.set(m, found, "the files describe "+r.d.Actors[found].Name+" so")
	return true
}

// headWords is the description of mention m without determiner, number and state: "White House official", "rebels".
func (r *reader) headWords(m int32) string {
	f, men := &r.fact[m], &r.d.Mentions[m]
	var b []byte
	for k := f.words.First; k <= men.Head; k++ {
		t := &r.d.Tokens[k]
		if _, n := r.adjectiveAt(k); n > 0 && k+n <= men.Head {
			k += n - 1
			continue
		}
		if t.UPOS == "DET" || t.UPOS == "NUM" || t.UPOS == "PUNCT" || t.XPOS == "POS" || t.Rel == "nmod:poss" && t.UPOS == "PRON" || t.UPOS == "ADV" {
			if t.Lemma != "another" && t.Lemma != "other" {
				continue
			}
		}
		if len(b) > 0 {
			b = append(b, ' ')
		}
		if k == men.Head {
			b = append(b, t.Lemma...)
		} else {
			b = appendKey(b, r.word(k))
		}
	}
	return string(b)
}

// fresh makes a new actor of the description of mention m.
func (r *reader) fresh(m int32, why string) {
	f, men := &r.fact[m], &r.d.Mentions[m]
	words := r.headWords(m)
	key := "local:" + words
	if f.unit != "" && !f.two {
		key += "@" + f.unit
	}
	for n := 2; ; n++ {
		if _, ok := r.byKey[key]; !ok {
			break
		}
		if n > 2 {
			key = key[:strings.LastIndexByte(key, '#')]
		}
		key += "#" + itoa(n)
	}
	a := ledger.Actor{Name: r.shown(m), Kind: ledger.Unnamed, Group: f.plural}
	if f.plural && f.agent == nil {
		a.Kind = ledger.Populace
	}
	e := entity{head: r.d.Tokens[men.Head].Lemma, words: words, owner: r.ownerOf(m), plural: f.plural, counted: f.det == 'n' || f.det == 'i' && f.plural, rank: 1}
	if f.agent != nil {
		r.colour(&a, f)
		e.sex, e.person = f.agent.sex, f.agent.class == "PER" && !f.plural && !isCollective(r.d.Tokens[men.Head].Lemma)
		e.body = f.agent.class == "ORG" && !f.plural
		if a.Kind == ledger.Populace && !f.plural {
			a.Kind = ledger.Unnamed
		}
		a.Group = a.Group || f.agent.class == "ORG" || isCollective(r.d.Tokens[men.Head].Lemma)
		if f.ex && f.agent.sector == "GOV" {
			a.Sector = "ELI"
		}
	} else {
		e.person = !f.plural
	}
	if f.unit != "" && !f.two {
		a.Country, e.unit = r.country(f.unit), f.unit
	}
	r.set(m, r.actor(key, func() (ledger.Actor, entity) { return a, e }), why)
}

// shown is the description of mention m for display: up to the head and what it is of, without "the", with the capital of a
// sentence's first word taken back and without a quotation mark or bracket that has no partner.
func (r *reader) shown(m int32) string {
	f, men := &r.fact[m], &r.d.Mentions[m]
	run := text.Run{First: f.words.First, Last: men.Head + 1}
	if r.d.Tokens[run.First].Lemma == "the" && run.First < men.Head {
		run.First++
	}
	for k := men.Head + 1; k < min(f.words.Last, men.Head+8); k++ {
		if r.d.Tokens[k].Head == men.Head && r.d.Tokens[k].Rel == "nmod" {
			switch r.caseOf(k) {
			case "of", "for", "from", "in":
				run.Last = min(f.words.Last, max(run.Last, r.endOf(k)))
			}
			break
		}
	}
	words := strings.Join(strings.Fields(runOf(r.d, run)), " ")
	t := &r.d.Tokens[run.First]
	if s := r.sentence[run.First]; s >= 0 && r.d.Sentences[s].First == run.First || run.First > 0 && r.word(run.First-1) == "The" {
		switch t.UPOS {
		case "DET", "NUM", "PRON", "ADV", "ADP", "NOUN":
			if _, n := r.adjectiveAt(run.First); n == 0 && words != "" && 'A' <= words[0] && words[0] <= 'Z' && r.bears[run.First] < 0 && !strings.HasPrefix(t.XPOS, "NNP") && !isUpper(r.word(run.First)) {
				words = strings.ToLower(words[:1]) + words[1:]
			}
		}
	}
	if b := balanced(words); b != "" {
		return b
	}
	return words
}

// endOf is where what the noun at token k adds to a description for display ends: a clause on it is left out, and so is what
// makes it long.
func (r *reader) endOf(k int32) int32 {
	end := r.t.Subtree(k).Last
	clause := false
	for _, c := range r.t.Children(k) {
		if rel := text.Rel0(r.d.Tokens[c].Rel); c > k && (rel == "acl" || rel == "advcl" || rel == "appos") {
			clause = true
		}
	}
	if !clause && end-k <= 6 {
		return end
	}
	if o := r.mentionOf(k); o >= 0 && !r.d.Mentions[o].Name.Empty() {
		end = k + 1
		for int(end) < len(r.d.Tokens) && r.d.Tokens[end].Start < r.d.Mentions[o].Name.End {
			end++
		}
		return end
	}
	for end = k + 1; int(end) < len(r.d.Tokens) && r.sentence[end] == r.sentence[k] && isNoun(&r.d.Tokens[end]); end++ {
	}
	return end
}

// balanced drops the quotation marks and brackets of a display name that have no partner in it.
func balanced(s string) string {
	for _, p := range []string{"“”", "()", "[]", "«»", "„“"} {
		both := []rune(p)
		open, shut := string(both[0]), string(both[1])
		if strings.Count(s, open) != strings.Count(s, shut) {
			s = strings.ReplaceAll(strings.ReplaceAll(s, open, ""), shut, "")
		}
	}
	if strings.Count(s, "\"")%2 != 0 {
		s = strings.ReplaceAll(s, "\"", "")
	}
	return strings.Join(strings.Fields(s), " ")
}

func isUpper(w string) bool { return len(w) > 1 && !hasLower(w) }

func itoa(n int) string {
	var b [8]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 || i == 0 {
			return string(b[i:])
		}
	}
}

// lastBody resolves "the group", "the organisation", "the agency" to the only body of the same or the previous sentence that
// the files or the report name.
func (r *reader) lastBody(m int32) bool {
	men := &r.d.Mentions[m]
	kinds := []ledger.ActorKind{ledger.Organisation, ledger.ArmedGroup, ledger.Monitor}
	switch r.d.Tokens[men.Head].Lemma {
	case "group", "organisation", "organization", "charity", "watchdog", "body", "party", "company", "union", "movement", "alliance", "bloc":
	case "monitor":
		kinds = kinds[2:]
	case "militia":
		kinds = kinds[1:2]
	case "newspaper", "broadcaster", "channel", "network", "agency":
		kinds = []ledger.ActorKind{ledger.NewsAgency, ledger.Outlet}
	default:
		return false
	}
	s := r.sentence[men.Head]
	found, by := ledger.None, ledger.None
	for i := m - 1; i >= 0 && r.sentence[r.d.Mentions[i].Head] >= s-1; i-- {
		a := r.d.ActorOf[i]
		if a >= 0 && a == found && text.Rel0(r.d.Tokens[r.d.Mentions[i].Head].Rel) == "nsubj" {
			by = i
		}
		if a < 0 || r.d.Mentions[i].Name.Empty() {
			continue
		}
		if slices.Contains(kinds, r.d.Actors[a].Kind) {
			if found >= 0 && found != a {
				r.doubtAmong(m, a, found)
				r.none(m, "two candidates: "+r.d.Actors[a].Name+", "+r.d.Actors[found].Name)
				return true
			}
			if found < 0 {
				by = i
			}
			found = a
		}
	}
	if found < 0 {
		return false
	}
	if rel := text.Rel0(r.d.Tokens[r.d.Mentions[by].Head].Rel); rel != "nsubj" && r.speaks[by] < 0 && rel != "root" {
		r.none(m, quote(r.short(by))+" fits, but nothing speaks for it")
		return true
	}
	r.set(m, found, "the only body named in this or the previous sentence")
	return true
}

// bodyBeside returns the mention that describes the body named by b right before it and with commas around the name: "the aid
// group, Oxfam, said"; or None.
func (r *reader) bodyBeside(b int32) int32 {
	w := r.fact[b].words
	if w.First < 2 || int(w.Last) >= len(r.d.Tokens) || r.word(w.First-1) != "," || r.word(w.Last) != "," {
		return ledger.None
	}
	for a := b - 1; a >= 0 && a > b-5; a-- {
		if g := &r.fact[a]; g.words.Last == w.First-1 && g.det == 'd' && g.agent != nil && g.agent.class == "ORG" && r.d.Mentions[a].Name.Empty() {
			return a
		}
	}
	return ledger.None
}

// bearer returns the noun that the name headed by token i is given to: "a man named Omar Haddad", "a woman identified as Rana Aziz". Or None.
func (r *reader) bearer(i int32) int32 {
	t := &r.d.Tokens[i]
	if t.Head < 0 || t.Head > i {
		return ledger.None
	}
	v := &r.d.Tokens[t.Head]
	if v.XPOS != "VBN" || v.Rel != "acl" {
		return ledger.None
	}
	switch v.Lemma {
	case "name", "call":
		if rel := text.Rel0(t.Rel); rel == "xcomp" || rel == "obj" || rel == "appos" {
			return v.Head
		}
	case "identify", "know":
		if r.t.Case(i) == "as" {
			return v.Head
		}
	}
	return ledger.None
}

// appositions join a description and a name that stand beside each other, "Staffan de Mistura, the UN envoy", or that a participle joins.
func (r *reader) appositions() {
	for i := range r.d.Mentions {
		b := int32(i)
		t := &r.d.Tokens[r.d.Mentions[b].Head]
		a := ledger.None
		if t.Rel == "appos" && t.Head >= 0 && t.Head < r.d.Mentions[b].Head {
			a = r.mentionOf(t.Head)
		} else if n := r.bearer(r.d.Mentions[b].Head); n >= 0 {
			a = r.mentionOf(n)
		} else if r.d.Mentions[b].Type == "ORG" {
			a = r.bodyBeside(b)
		}
		if a < 0 || a == b {
			continue
		}
		name, other := a, b
		if r.d.Mentions[a].Name.Empty() {
			name, other = b, a
		}
		if r.d.Mentions[name].Name.Empty() || !r.d.Mentions[other].Name.Empty() || r.fact[other].state != 0 {
			continue
		}
		x, g := r.d.ActorOf[name], r.fact[other].agent
		if x < 0 || g == nil || r.fact[other].plural || r.t.Child(r.d.Mentions[other].Head, "cop") >= 0 {
			continue
		}
		if person := r.of[x].person; person != (g.class == "PER") {
			continue
		}
		if r.d.Actors[x].Kind == ledger.State || r.d.Actors[x].Kind == ledger.PlaceActor {
			continue
		}
		r.set(other, x, "stands beside the name")
		r.tell(other, x)
		r.of[x].called = append(r.of[x].called, r.d.Tokens[r.d.Mentions[other].Head].Lemma)
	}
}
