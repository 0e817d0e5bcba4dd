package where

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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
