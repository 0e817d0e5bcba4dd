package where

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// MakeOptions are what a user may choose of an atlas.
type MakeOptions struct {
	Classes  string                       // classes of GeoNames features to take, of A H L P R S T U V; "" for A, L, P
	Report   func(rows int, done float64) // called now and then; done is the share of the source that is read
	RunNames int                          // names that are sorted at once; 0: two million
	Fault    func(error)                  // called with every row that cannot be read: file, line, column, what
}

// Made tells what became of a source.
type Made struct {
	Rows, Places, Names int
	Left                int // rows of other classes
	Faults              int
	Crowded             int // names that more than MostPlaces bear, of whose places the most prominent are kept
	Resumed             int // rows that an earlier try had read
}

// MostPlaces is how many places a name keeps in an atlas.
const MostPlaces = 64

const defaultClasses = "ALP"

// MakeAtlas makes an atlas at out of a source: a dump of GeoNames (allCountries.txt, or the .zip of it, or that of one country: 19 columns between tabs, see
// https://download.geonames.org/export/dump/readme.txt), or a table of a user's own with a head line (.csv, .tsv: name, lat, lon and, where
// there are, id, aliases between "|", country as ISO 3166-1 alpha-2, admin1, admin2, kind, population). Names are sorted in runs on disk, so memory
// stays well below a gigabyte whatever the size. What was done is kept in the folder out + ".making" until all is done: the same command goes on from
// there. Rows that cannot be read are told and left out.
func MakeAtlas(source, out string, o MakeOptions) (Made, error) {
	if o.Classes == "" {
		o.Classes = defaultClasses
	}
	if o.RunNames == 0 {
		o.RunNames = 2 << 20
	}
	if o.Report == nil {
		o.Report = func(int, float64) {}
	}
	if o.Fault == nil {
		o.Fault = func(error) {}
	}
	for _, c := range o.Classes {
		if !strings.ContainsRune("AHLPRSTUV", c) {
			return Made{}, fmt.Errorf("there is no class %q of features; GeoNames has A H L P R S T U V", c)
		}
	}
	m := &maker{o: o, source: source, out: out, dir: out + ".making", strings: map[string]uint32{}}
	defer m.sorting.Wait()
	if err := m.make(); err != nil {
		return m.made, fmt.Errorf("%s: %w", source, err)
	}
	return m.made, os.RemoveAll(m.dir)
}

type maker struct {
	o                MakeOptions
	source, out, dir string
	size             int64
	read             int64 // bytes of the source behind us
	line             int
	made             Made
	runs             int
	places, text     *appendFile
	strings          map[string]uint32 // names of divisions
	divisions        map[string]division
	entries          []entry
	keys             []byte
	sorting          sync.WaitGroup
	sortErr          error
	fold             []byte
}

// division is one that the source has as a place too.
type division struct {
	id   uint32
	name string
}

// entry is one name of one place, its key in the keys of the run.
type entry struct {
	prefix uint64 // the first bytes of the key, so that most comparisons stay here
	at     uint32
	size   uint8
	post   uint32
}

// progress is what a later try needs to go on.
type progress struct {
	Source         string
	Size, Modified int64
	Classes        string
	Read           int64
	Line, Runs     int
	Places, Text   int64
	Made           Made
	Strings        map[string]uint32
}

func (m *maker) make() error {
	info, err := os.Stat(m.source)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return errors.New("a folder; name a file of GeoNames or a table")
	}
	m.size = info.Size()
	if err := os.MkdirAll(m.dir, 0o755); err != nil {
		return err
	}
	now := progress{Source: m.source, Size: info.Size(), Modified: info.ModTime().UnixNano(), Classes: m.o.Classes}
	ext := strings.ToLower(filepath.Ext(m.source))
	table := ext == ".csv" || ext == ".tsv"
	var old progress
	if !table { // a table is read in a moment
		old = m.resume(now)
	}
	if m.places, err = openAppend(filepath.Join(m.dir, "places"), old.Places); err != nil {
		return err
	}
	defer m.places.close()
	if m.text, err = openAppend(filepath.Join(m.dir, "strings"), old.Text); err != nil {
		return err
	}
	defer m.text.close()
	if m.text.size == 0 {
		m.text.Write([]byte{0}) // the empty name
	}
	if table {
		err = m.table(ext == ".tsv")
	} else {
		if err = m.findDivisions(); err == nil {
			err = m.dump(old, func(last bool) error { return m.endRun(now, last) })
		}
	}
	if err == nil {
		err = m.endRun(now, true)
	}
	m.sorting.Wait()
	if err = errors.Join(err, m.sortErr); err != nil {
		return err
	}
	if m.made.Places == 0 {
		return fmt.Errorf("no place in it (%d rows, %d faults, %d of other classes than %s): is it a dump of GeoNames?", m.made.Rows, m.made.Faults, m.made.Left, m.o.Classes)
	}
	return m.write()
}

// resume reads what an earlier try has left, if it was of the same source.
func (m *maker) resume(now progress) progress {
	var p progress
	b, err := os.ReadFile(filepath.Join(m.dir, "state.json"))
	if err != nil || json.Unmarshal(b, &p) != nil || p.Source != now.Source || p.Size != now.Size || p.Modified != now.Modified || p.Classes != now.Classes {
		return progress{}
	}
	m.runs, m.made, m.line = p.Runs, p.Made, p.Line
	m.made.Resumed = p.Made.Rows
	if p.Strings != nil {
		m.strings = p.Strings
	}
	return p
}

// lines gives the rows of a dump, which may be zipped. It stops at an error of f.
func (m *maker) lines(f func(line []byte) error) error {
	file, err := os.Open(m.source)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.EqualFold(filepath.Ext(m.source), ".zip") {
		z, err := zip.NewReader(file, m.size)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(z.File, func(f *zip.File) bool {
			return strings.HasSuffix(f.Name, ".txt") && !strings.EqualFold(filepath.Base(f.Name), "readme.txt")
		})
		if i < 0 {
			return errors.New("no .txt in this zip")
		}
		inner, err := z.File[i].Open()
		if err != nil {
			return err
		}
		defer inner.Close()
		m.size = int64(z.File[i].UncompressedSize64)
		r = inner
	}
	b := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := b.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) { // no row is that long: leave it out whole
			for errors.Is(err, bufio.ErrBufferFull) {
				line, err = b.ReadSlice('\n')
			}
			line = []byte("\n")
		}
		if len(line) > 0 {
			if err := f(line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Columns of a dump of GeoNames.
const (
	colID = iota
	colName
	colASCII
	colAlternates
	colLat
	colLon
	colClass
	colCode
	colCountry
	colOthers
	colAdmin1
	colAdmin2
	colAdmin3
	colAdmin4
	colPopulation
	columns = 19
)

// findDivisions reads the names of divisions, which the places that lie in them only have as codes.
func (m *maker) findDivisions() error {
	m.divisions = map[string]division{}
	var c [columns][]byte
	return m.lines(func(line []byte) error {
		first, second := bytes.Contains(line, []byte("\tA\tADM1\t")), bytes.Contains(line, []byte("\tA\tADM2\t"))
		if !first && !second || !split(line, &c) {
			return nil
		}
		key := string(c[colCountry]) + "." + string(c[colAdmin1])
		if second {
			key += "." + string(c[colAdmin2])
		}
		id, _ := strconv.ParseUint(string(c[colID]), 10, 32)
		m.divisions[key] = division{uint32(id), string(c[colName])}
		return nil
	})
}

// split cuts a row at its tabs; false where it has fewer than up to the population.
func split(line []byte, c *[columns][]byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	n := 0
	for n < columns {
		head, tail, more := bytes.Cut(line, []byte{'\t'})
		c[n] = head
		n++
		if !more {
			break
		}
		line = tail
	}
	return n > colPopulation
}

// dump reads the rows of GeoNames behind those that an earlier try had read.
func (m *maker) dump(old progress, end func(last bool) error) error {
	var c [columns][]byte
	m.read = 0
	n := 0
	return m.lines(func(line []byte) error {
		m.read += int64(len(line))
		if n++; n <= old.Line {
			return nil
		}
		m.line = n
		if n%50000 == 0 {
			m.o.Report(n, float64(m.read)/float64(max(m.size, 1)))
		}
		m.made.Rows++
		if len(bytes.TrimSpace(line)) == 0 {
			m.made.Rows--
			return nil
		}
		if !split(line, &c) {
			m.fault(1, fmt.Sprintf("%d columns between tabs, a dump of GeoNames has %d", bytes.Count(line, []byte{'\t'})+1, columns))
			return nil
		}
		if len(c[colClass]) != 1 || !strings.Contains(m.o.Classes, string(c[colClass])) {
			m.made.Left++
			return nil
		}
		p, ok := m.row(&c)
		if !ok {
			return nil
		}
		key := string(c[colCountry]) + "." + string(c[colAdmin1])
		d1 := m.divisions[key]
		d2 := m.divisions[key+"."+string(c[colAdmin2])]
		p.division = d1.id
		if p.kind != Division {
			p.admin1 = d1.name
			if p.kind != District {
				p.admin2 = d2.name
			}
		}
		if err := m.place(p); err != nil {
			return err
		}
		if len(m.entries) >= m.o.RunNames {
			return end(false)
		}
		return nil
	})
}

// row reads the place of one row of a dump.
func (m *maker) row(c *[columns][]byte) (atlasPlace, bool) {
	p := atlasPlace{name: string(c[colName])}
	id, err := strconv.ParseUint(string(c[colID]), 10, 32)
	if err != nil {
		return p, m.fault(1, fmt.Sprintf("%q is no id of GeoNames", c[colID]))
	}
	p.id = uint32(id)
	if !m.degrees(c[colLat], 90, 5, "latitude", &p.lat) || !m.degrees(c[colLon], 180, 6, "longitude", &p.lon) || !m.named(p.name, 2) {
		return p, false
	}
	if len(c[colPopulation]) > 0 {
		n, err := strconv.ParseFloat(string(c[colPopulation]), 64)
		if err != nil || n < 0 {
			return p, m.fault(colPopulation+1, fmt.Sprintf("%q is no population", c[colPopulation]))
		}
		p.population = PackPopulation(n)
	}
	if len(c[colCountry]) == 2 {
		p.country = [2]byte(c[colCountry])
	}
	p.kind = featureKind(c[colClass][0], string(c[colCode]))
	p.aliases = append(p.aliases, string(c[colASCII]))
	for a := range strings.SplitSeq(string(c[colAlternates]), ",") {
		if !code(a) {
			p.aliases = append(p.aliases, a)
		}
	}
	return p, true
}

// code reports an alternate name that is a code of an airport, a postal code or a link.
func code(s string) bool {
	if strings.Contains(s, "//") || len(s) == 0 {
		return true
	}
	return len(s) <= 4 && strings.IndexFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') }) < 0
}

func featureKind(class byte, code string) Kind {
	switch class {
	case 'A':
		switch {
		case strings.HasPrefix(code, "PCL"):
			return Country
		case code == "ADM1":
			return Division
		}
		return District
	case 'P':
		switch code {
		case "PPLC":
			return Capital
		case "PPLA":
			return Seat
		case "PPLA2", "PPLA3", "PPLA4", "PPLA5":
			return Seat2
		case "PPLX":
			return Quarter
		}
		return Town
	case 'H':
		return Water
	case 'L':
		if strings.HasPrefix(code, "RGN") || code == "CONT" {
			return Region
		}
	}
	return Spot
}

// atlasPlace is a place on its way into the atlas.
type atlasPlace struct {
	id             uint32
	name           string
	aliases        []string
	lat, lon       float64
	country        [2]byte
	division       uint32
	admin1, admin2 string
	population     uint8
	kind           Kind
}

// fault tells what is wrong with a row; it returns false.
func (m *maker) fault(column int, what string) bool {
	m.made.Faults++
	m.o.Fault(fmt.Errorf("%s:%d:%d: %s", m.source, m.line, column, what))
	return false
}

func (m *maker) degrees(b []byte, most float64, column int, what string, into *float64) bool {
	x, err := strconv.ParseFloat(strings.TrimSpace(string(b)), 64)
	if err != nil || math.Abs(x) > most || math.IsNaN(x) {
		return m.fault(column, fmt.Sprintf("%q is no %s: degrees from -%g to %g", b, what, most, most))
	}
	*into = x
	return true
}

func (m *maker) named(s string, column int) bool {
	switch {
	case strings.TrimSpace(s) == "":
		return m.fault(column, "no name")
	case !utf8.ValidString(s):
		return m.fault(column, "the name is not UTF-8: save the file as UTF-8")
	case len(s) > 200:
		return m.fault(column, fmt.Sprintf("a name of %d bytes; 200 is the most", len(s)))
	}
	return true
}

// place writes the record of a place and its names.
func (m *maker) place(p atlasPlace) error {
	var r [atlasRecord]byte
	put := func(o int, v uint32) { binary.LittleEndian.PutUint32(r[o:], v) }
	put(0, p.id)
	put(4, uint32(int32(math.Round(p.lat*1e5))))
	put(8, uint32(int32(math.Round(p.lon*1e5))))
	put(12, m.string(p.name))
	put(16, m.shared(p.admin1))
	put(20, m.shared(p.admin2))
	put(24, p.division)
	copy(r[28:], p.country[:])
	r[30], r[31] = p.population, byte(p.kind)
	if m.text.size > math.MaxUint32 || m.made.Places >= atlasAlt-1 {
		return errors.New("more places than an atlas can hold; take fewer classes")
	}
	if _, err := m.places.Write(r[:]); err != nil {
		return err
	}
	post := uint32(m.made.Places)
	m.made.Places++
	from := len(m.entries)
	m.name(p.name, post, from)
	for _, a := range p.aliases {
		m.name(a, post|atlasAlt, from)
	}
	return nil
}

// name adds one name of a place; from is its first entry.
func (m *maker) name(s string, post uint32, from int) {
	m.fold = appendFold(m.fold[:0], s)
	if len(m.fold) < 2 || len(m.fold) > 120 {
		return
	}
	for _, e := range m.entries[from:] {
		if bytes.Equal(m.keys[e.at:e.at+uint32(e.size)], m.fold) {
			return
		}
	}
	e := entry{at: uint32(len(m.keys)), size: uint8(len(m.fold)), post: post}
	var b [8]byte
	copy(b[:], m.fold)
	e.prefix = binary.BigEndian.Uint64(b[:])
	m.keys = append(m.keys, m.fold...)
	m.entries = append(m.entries, e)
	m.made.Names++
}

func (m *maker) string(s string) uint32 {
	at := uint32(m.text.size)
	m.text.Write(append(binary.AppendUvarint(nil, uint64(len(s))), s...))
	return at
}

// shared writes a string that many places have once.
func (m *maker) shared(s string) uint32 {
	if s == "" {
		return 0
	}
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	at, ok := m.strings[s]
	if !ok {
		at = m.string(s)
		m.strings[s] = at
	}
	return at
}

// endRun sorts the names read so far beside the reading of the next, and notes how far we are.
func (m *maker) endRun(now progress, last bool) error {
	m.sorting.Wait()
	if m.sortErr != nil || len(m.entries) == 0 {
		return m.sortErr
	}
	if err := errors.Join(m.places.flush(), m.text.flush()); err != nil {
		return err
	}
	now.Read, now.Line, now.Runs, now.Places, now.Text, now.Made, now.Strings = m.read, m.line, m.runs+1, m.places.size, m.text.size, m.made, m.strings
	state, err := json.Marshal(now)
	if err != nil {
		return err
	}
	entries, keys, name := m.entries, m.keys, m.runName(m.runs)
	m.entries, m.keys = nil, nil
	m.runs++
	m.sorting.Go(func() {
		if m.sortErr = writeRun(name, entries, keys); m.sortErr == nil {
			name := filepath.Join(m.dir, "state.json")
			if m.sortErr = os.WriteFile(name+".new", state, 0o644); m.sortErr == nil {
				m.sortErr = os.Rename(name+".new", name)
			}
		}
	})
	return nil
}

func (m *maker) runName(i int) string { return filepath.Join(m.dir, fmt.Sprintf("run-%03d", i)) }

// writeRun sorts entries and writes them: size of the key, the key, the place.
func writeRun(name string, entries []entry, keys []byte) error {
	slices.SortFunc(entries, func(a, b entry) int {
		if c := cmp.Compare(a.prefix, b.prefix); c != 0 {
			return c
		}
		if c := bytes.Compare(keys[a.at:a.at+uint32(a.size)], keys[b.at:b.at+uint32(b.size)]); c != 0 {
			return c
		}
		return cmp.Compare(a.post, b.post)
	})
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, e := range entries {
		w.WriteByte(e.size)
		w.Write(keys[e.at : e.at+uint32(e.size)])
		w.Write(binary.LittleEndian.AppendUint32(nil, e.post))
	}
	return errors.Join(w.Flush(), f.Close())
}

// run is a sorted run that is being read.
type run struct {
	r    *bufio.Reader
	f    *os.File
	key  []byte
	post uint32
}

func (r *run) next() bool {
	n, err := r.r.ReadByte()
	if err != nil {
		return false
	}
	r.key = slices.Grow(r.key[:0], int(n))[:n]
	var post [4]byte
	if _, err := io.ReadFull(r.r, r.key); err != nil {
		return false
	}
	if _, err := io.ReadFull(r.r, post[:]); err != nil {
		return false
	}
	r.post = binary.LittleEndian.Uint32(post[:])
	return true
}

type runs []*run

func (r runs) Len() int { return len(r) }
func (r runs) Less(i, j int) bool {
	if c := bytes.Compare(r[i].key, r[j].key); c != 0 {
		return c < 0
	}
	return r[i].post < r[j].post
}
func (r runs) Swap(i, j int) { r[i], r[j] = r[j], r[i] }
func (r *runs) Push(x any)   { *r = append(*r, x.(*run)) }
func (r *runs) Pop() any     { x := (*r)[len(*r)-1]; *r = (*r)[:len(*r)-1]; return x }

// prominence orders the places of one name: what is larger in kind first, then by population.
func prominence(kind, population byte) uint16 {
	k := Kind(kind)
	rank := uint16(1)
	switch k {
	case Country, Continent:
		rank = 6
	case Division, Capital:
		rank = 5
	case Region, Seat:
		rank = 4
	case Seat2, Town, District:
		rank = 3
	case Water, Quarter:
		rank = 2
	}
	if population > 0 {
		rank += 2
	}
	return rank<<8 | uint16(population)
}

// write merges the runs into the atlas.
func (m *maker) write() error {
	ranks := make([]uint16, m.made.Places)
	if err := m.places.each(func(i int, r []byte) { ranks[i] = prominence(r[31], r[30]) }); err != nil {
		return err
	}
	var open runs
	defer func() {
		for _, r := range open {
			r.f.Close()
		}
	}()
	for i := 0; i < m.runs; i++ {
		f, err := os.Open(m.runName(i))
		if err != nil {
			return err
		}
		r := &run{r: bufio.NewReaderSize(f, 1<<18), f: f}
		if !r.next() {
			f.Close()
			continue
		}
		open = append(open, r)
	}
	heap.Init(&open)
	part := m.out + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	defer os.Remove(part)
	defer f.Close()
	w := &summed{w: bufio.NewWriterSize(f, 1<<20), sum: sha256.New()}
	w.w.Write(make([]byte, atlasHead))
	at := int64(atlasHead)
	var sections [4]section
	for i, from := range []*appendFile{m.places, m.text} {
		sections[i] = section{at, from.size}
		if err := from.copyTo(w); err != nil {
			return err
		}
		at += from.size
	}
	var index, before, key, b []byte
	var posts []uint32
	n, size := 0, int64(0)
	for len(open) > 0 {
		key, posts = append(key[:0], open[0].key...), posts[:0]
		for len(open) > 0 && bytes.Equal(open[0].key, key) {
			posts = append(posts, open[0].post)
			if open[0].next() {
				heap.Fix(&open, 0)
			} else {
				open[0].f.Close()
				heap.Pop(&open)
			}
		}
		slices.SortFunc(posts, func(a, b uint32) int {
			x, y := ranks[a&^atlasAlt], ranks[b&^atlasAlt]
			if c := cmp.Compare(a&atlasAlt, b&atlasAlt); c != 0 && x>>8 == y>>8 {
				return c
			}
			return cmp.Or(cmp.Compare(y, x), cmp.Compare(a, b))
		})
		if len(posts) > MostPlaces {
			m.made.Crowded++
			posts = posts[:MostPlaces]
		}
		shared := 0
		if n%atlasBlock == 0 {
			index = append(index, byte(len(key)))
			index = append(index, key...)
			index = binary.LittleEndian.AppendUint64(index, uint64(size))
		} else {
			for shared < len(key) && shared < len(before) && key[shared] == before[shared] {
				shared++
			}
		}
		b = append(b[:0], byte(shared), byte(len(key)-shared))
		b = append(b, key[shared:]...)
		b = binary.AppendUvarint(b, uint64(len(posts)))
		for _, p := range posts {
			b = binary.LittleEndian.AppendUint32(b, p)
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		size += int64(len(b))
		before = append(before[:0], key...)
		n++
	}
	sections[2] = section{at, size}
	sections[3] = section{at + size, int64(len(index))}
	w.Write(index)
	if err := w.w.Flush(); err != nil {
		return err
	}
	head := []byte(atlasMagic)
	for _, s := range sections {
		head = binary.LittleEndian.AppendUint64(head, uint64(s.at))
		head = binary.LittleEndian.AppendUint64(head, uint64(s.size))
	}
	if _, err := f.WriteAt(append(head, w.sum.Sum(nil)...), 0); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(part, m.out)
}

// summed writes and keeps a sum of what it wrote.
type summed struct {
	w   *bufio.Writer
	sum hash.Hash
}

func (s *summed) Write(b []byte) (int, error) {
	s.sum.Write(b)
	return s.w.Write(b)
}

// appendFile is a file that grows at its end.
type appendFile struct {
	f    *os.File
	w    *bufio.Writer
	size int64
}

// openAppend opens a file and cuts it to the length that counts.
func openAppend(name string, size int64) (*appendFile, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := f.Truncate(size); err != nil {
		f.Close()
		return nil, err
	}
	if _, err := f.Seek(size, io.SeekStart); err != nil {
		f.Close()
		return nil, err
	}
	return &appendFile{f, bufio.NewWriterSize(f, 1<<18), size}, nil
}

func (a *appendFile) Write(b []byte) (int, error) {
	n, err := a.w.Write(b)
	a.size += int64(n)
	return n, err
}

func (a *appendFile) flush() error { return a.w.Flush() }

func (a *appendFile) close() { a.f.Close() }

// each gives the records of an atlas.
func (a *appendFile) each(f func(i int, record []byte)) error {
	r := bufio.NewReaderSize(io.NewSectionReader(a.f, 0, a.size), 1<<20)
	var b [atlasRecord]byte
	for i := 0; int64(i)*atlasRecord < a.size; i++ {
		if _, err := io.ReadFull(r, b[:]); err != nil {
			return err
		}
		f(i, b[:])
	}
	return nil
}

func (a *appendFile) copyTo(w io.Writer) error {
	_, err := io.Copy(w, io.NewSectionReader(a.f, 0, a.size))
	return err
}

// table reads a table of a user's own.
func (m *maker) table(tabs bool) error {
	f, err := os.Open(m.source)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReader(f))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	if tabs {
		r.Comma = '\t'
	}
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("no head line: %w", err)
	}
	column := map[string]int{}
	for i, h := range head {
		h = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))
		switch h {
		case "latitude":
			h = "lat"
		case "longitude", "long", "lng":
			h = "lon"
		case "geonames", "geonameid", "geonames_id":
			h = "id"
		case "alternatenames", "alternate_names", "alternatives":
			h = "aliases"
		}
		column[h] = i
	}
	for _, need := range []string{"name", "lat", "lon"} {
		if _, ok := column[need]; !ok {
			return fmt.Errorf("line 1: no column %q; a table of places has name, lat, lon and may have id, aliases, country, admin1, admin2, kind, population", need)
		}
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		m.line, _ = r.FieldPos(0)
		m.made.Rows++
		if err != nil {
			var e *csv.ParseError
			if !errors.As(err, &e) {
				return err
			}
			m.line = e.Line
			m.fault(e.Column, e.Err.Error())
			continue
		}
		get := func(name string) (string, int) {
			i, ok := column[name]
			if !ok || i >= len(row) {
				return "", i + 1
			}
			return strings.TrimSpace(row[i]), i + 1
		}
		p := atlasPlace{kind: Town}
		var at int
		if p.name, at = get("name"); !m.named(p.name, at) {
			continue
		}
		lat, at := get("lat")
		lon, at2 := get("lon")
		if !m.degrees([]byte(lat), 90, at, "latitude", &p.lat) || !m.degrees([]byte(lon), 180, at2, "longitude", &p.lon) {
			continue
		}
		if s, at := get("id"); s != "" {
			id, err := strconv.ParseUint(s, 10, 32)
			if err != nil {
				m.fault(at, fmt.Sprintf("%q is no id of GeoNames: a whole number, or empty", s))
				continue
			}
			p.id = uint32(id)
		}
		if s, at := get("population"); s != "" {
			x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
			if err != nil || x < 0 {
				m.fault(at, fmt.Sprintf("%q is no population", s))
				continue
			}
			p.population = PackPopulation(x)
		}
		if s, at := get("country"); len(s) == 2 {
			p.country = [2]byte([]byte(strings.ToUpper(s)))
		} else if s != "" {
			m.fault(at, fmt.Sprintf("%q is no country: two letters, as ISO 3166-1 alpha-2 has them", s))
			continue
		}
		p.admin1, _ = get("admin1")
		p.admin2, _ = get("admin2")
		if s, at := get("kind"); s != "" {
			k, ok := map[string]Kind{"country": Country, "continent": Continent, "region": Region, "water": Water, "admin1": Division, "admin2": District, "town": Town,
				"quarter": Quarter, "point": Spot}[strings.ToLower(s)]
			if !ok {
				m.fault(at, fmt.Sprintf("%q is no kind of place; there are country, region, water, admin1, admin2, town, quarter, point", s))
				continue
			}
			p.kind = k
		}
		aliases, _ := get("aliases")
		for a := range strings.SplitSeq(aliases, "|") {
			if strings.TrimSpace(a) != "" {
				p.aliases = append(p.aliases, strings.TrimSpace(a))
			}
		}
		if err := m.place(p); err != nil {
			return err
		}
	}
}
