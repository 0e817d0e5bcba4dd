package where

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"math"
	"sort"
)

// An atlas is a gazetteer of the user's own, as large as the whole of GeoNames: it stays on disk, and only the first name of every block of names is
// held in memory. MakeAtlas writes it. Numbers are little endian.
//
//	magic    16 bytes
//	sections of places, strings, keys and index: offset and length, uint64 each
//	version  32 bytes: SHA-256 of the four sections
//	places   records of 32 bytes: GeoNames id, latitude, longitude (signed, in 1e-5 degrees), offsets of the name, of the names of the first and second
//	         division in strings, GeoNames id of the first division, uint32 each; country (alpha-2, 2 bytes), population (as in the
//	         gazetteer), kind
//	strings  length (uvarint) and UTF-8 bytes; the first is empty
//	keys     folded names in byte order, front coded in blocks of 256: bytes shared with the key before (0 at the start of a block), bytes that
//	         follow, those bytes, number of places (uvarint), and the places (uint32 each, bit 31 set where the name is an alternative
//	         one), most prominent first
//	index    for every block the length of its first key, the key, and its offset in keys (uint64)
const (
	atlasMagic  = "daybook atlas\x01\x00\x00"
	atlasHead   = len(atlasMagic) + 4*16 + 32
	atlasRecord = 32
	atlasBlock  = 256
	atlasAlt    = 1 << 31
)

// AtlasFiles are the atlases inside the data folder.
const AtlasFiles = "places/*.atlas"

type atlasFile struct {
	file            io.ReaderAt
	places, strings section
	keys            section
	first           [][]byte // first key of every block
	at              []int64  // its offset in keys, and the end
	count           int
	version         string
	countries       map[string]string // alpha-3 by alpha-2
	same            map[uint32]int    // places that the gazetteer has: their index there by GeoNames id
	division        map[uint32]int    // divisions of the gazetteer by GeoNames id
	base            int               // index of the first place of this atlas among all
}

type section struct{ at, size int64 }

// openAtlas reads the frame and the index of an atlas; the file stays open.
func openAtlas(file fs.File) (*atlasFile, error) {
	r, ok := file.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("an atlas must be a file on disk")
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	head := make([]byte, atlasHead)
	if _, err := r.ReadAt(head, 0); err != nil || string(head[:len(atlasMagic)]) != atlasMagic {
		return nil, fmt.Errorf("not an atlas of this version; make it anew with daybook places import")
	}
	var s [4]section
	for i := range s {
		b := head[len(atlasMagic)+16*i:]
		s[i] = section{int64(binary.LittleEndian.Uint64(b)), int64(binary.LittleEndian.Uint64(b[8:]))}
		if s[i].at < int64(atlasHead) || s[i].size < 0 || s[i].at+s[i].size > info.Size() {
			return nil, fmt.Errorf("section %d ends behind the file: it is cut short; make it anew with daybook places import", i)
		}
	}
	a := &atlasFile{file: r, places: s[0], strings: s[1], keys: s[2], count: int(s[0].size / atlasRecord), version: hex.EncodeToString(head[atlasHead-32 : atlasHead-16])}
	index := make([]byte, s[3].size)
	if _, err := r.ReadAt(index, s[3].at); err != nil && err != io.EOF {
		return nil, err
	}
	for len(index) > 0 {
		n := int(index[0])
		if len(index) < 1+n+8 {
			return nil, fmt.Errorf("its index is damaged; make it anew with daybook places import")
		}
		a.first = append(a.first, index[1:1+n:1+n])
		a.at = append(a.at, int64(binary.LittleEndian.Uint64(index[1+n:])))
		index = index[1+n+8:]
	}
	a.at = append(a.at, a.keys.size)
	return a, nil
}

// find appends the places of a folded name to into. What the gazetteer has too is given as its place there.
func (a *atlasFile) find(key []byte, into []hit) []hit {
	b := sort.Search(len(a.first), func(i int) bool { return bytes.Compare(a.first[i], key) > 0 }) - 1
	if b < 0 || len(key) == 0 {
		return into
	}
	block := make([]byte, a.at[b+1]-a.at[b])
	if _, err := a.file.ReadAt(block, a.keys.at+a.at[b]); err != nil && err != io.EOF {
		return into
	}
	var name [256]byte
	for len(block) > 2 {
		shared, n := int(block[0]), int(block[1])
		if len(block) < 2+n {
			return into
		}
		copy(name[shared:], block[2:2+n])
		block = block[2+n:]
		posts, used := binary.Uvarint(block)
		block = block[max(used, 0):]
		if used <= 0 || uint64(len(block)) < 4*posts {
			return into
		}
		switch bytes.Compare(name[:shared+n], key) {
		case 0:
			for p := uint64(0); p < posts; p++ {
				v := binary.LittleEndian.Uint32(block[4*p:])
				h := hit{a.base + int(v&^atlasAlt), v&atlasAlt != 0}
				if i, ok := a.same[a.id(h.place-a.base)]; ok {
					h.place = i
				}
				into = append(into, h)
			}
			return into
		case 1:
			return into
		}
		block = block[4*posts:]
	}
	return into
}

func (a *atlasFile) record(i int) (r [atlasRecord]byte) {
	a.file.ReadAt(r[:], a.places.at+int64(i)*atlasRecord)
	return r
}

func (a *atlasFile) id(i int) uint32 {
	r := a.record(i)
	return binary.LittleEndian.Uint32(r[:])
}

func (a *atlasFile) str(off uint32) string {
	var b [256 + 2]byte
	n, _ := a.file.ReadAt(b[:min(int64(len(b)), a.strings.size-int64(off))], a.strings.at+int64(off))
	size, used := binary.Uvarint(b[:n])
	if used <= 0 || used+int(size) > n {
		return ""
	}
	return string(b[used : used+int(size)])
}

// place decodes entry i of the atlas.
func (a *atlasFile) place(i int) place {
	r := a.record(i)
	at := func(o int) uint32 { return binary.LittleEndian.Uint32(r[o:]) }
	p := place{
		id: int64(at(0)), lat: float64(int32(at(4))) / 1e5, lon: float64(int32(at(8))) / 1e5, name: a.str(at(12)), division: a.division[at(24)],
		population: unpackPopulation(r[30]), kind: Kind(r[31]), index: a.base + i, country: a.countries[string(r[28:30])],
	}
	p.admin1, p.admin2 = a.str(at(16)), a.str(at(20))
	return p
}

// stock is the gazetteer with the atlases of the user behind it.
type stock struct {
	*Gazetteer
	atlases []*atlasFile
}

// openStock opens what the data folder has.
func openStock(fsys fs.FS, g *Gazetteer) (*stock, error) {
	s := &stock{Gazetteer: g}
	names, err := fs.Glob(fsys, AtlasFiles)
	if err != nil || len(names) == 0 {
		return s, err
	}
	countries, same, division := map[string]string{}, make(map[uint32]int, g.count), map[uint32]int{}
	for _, c := range g.countries {
		countries[c.alpha2] = c.alpha3
	}
	for i := 0; i < g.count; i++ {
		p := g.place(i)
		if p.id > 0 && p.id <= math.MaxUint32 {
			same[uint32(p.id)] = i
			if p.kind == Division {
				division[uint32(p.id)] = p.division
			}
		}
	}
	base := g.count
	for _, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, err
		}
		a, err := openAtlas(f)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.countries, a.same, a.division, a.base = countries, same, division, base
		base += a.count
		s.atlases = append(s.atlases, a)
	}
	return s, nil
}

// AtlasVersion names the contents of an atlas.
func AtlasVersion(fsys fs.FS, name string) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	a, err := openAtlas(f)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return a.version, nil
}

// find gives the places of a name, those of the gazetteer first; none twice.
func (s *stock) find(key []byte, into []hit) []hit {
	from := len(into)
	into = s.Gazetteer.find(key, into)
	for _, a := range s.atlases {
		mine := len(into)
		into = a.find(key, into)
		kept := mine
	next:
		for _, h := range into[mine:] {
			for _, o := range into[from:kept] {
				if o.place == h.place {
					continue next
				}
			}
			into[kept] = h
			kept++
		}
		into = into[:kept]
	}
	return into
}

func (s *stock) of(i int) (*atlasFile, int) {
	for _, a := range s.atlases {
		if i < a.base+a.count {
			return a, i - a.base
		}
	}
	return nil, 0
}

func (s *stock) place(i int) place {
	if i < s.count {
		return s.Gazetteer.place(i)
	}
	a, i := s.of(i)
	return a.place(i)
}

func (s *stock) kindOf(i int) Kind {
	if i < s.count {
		return s.Gazetteer.kindOf(i)
	}
	a, i := s.of(i)
	r := a.record(i)
	return Kind(r[31])
}

// admin1 is the name of the first-level division that a place lies in.
func (s *stock) admin1(p place) string {
	if n := s.divisionName(p.division); n != "" {
		return n
	}
	return p.admin1
}
