package where_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook/data"
	"daybook/where"
)

// row is a row of a dump of GeoNames.
func row(id int, name, alternates, lat, lon, class, code, country, admin1, admin2, population string) string {
	return fmt.Sprintf("%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t%s\t%s\t\t\t%s\t\t10\tAsia/Damascus\t2024-01-01\n", id, name, name, alternates, lat, lon, class, code, country, admin1, admin2, population)
}

// Invented places.
var dump = row(91000001, "Korvo Governorate", "", "35.1", "37.2", "A", "ADM1", "SY", "77", "", "90000") +
	row(91000002, "Tell District", "", "35.2", "37.3", "A", "ADM2", "SY", "77", "7701", "") +
	row(91000003, "Tell Korvo", "Korvo Hill,تل كورفو,Тель-Корво,TKV,https://example.org/x", "35.25", "37.35", "P", "PPL", "SY", "77", "7701", "840") +
	row(91000004, "Korvo Bridge", "", "35.3", "37.3", "S", "BDG", "SY", "77", "7701", "") +
	row(170063, "Aleppo", "Qazaq Halab", "36.20124", "37.16117", "P", "PPLA", "SY", "09", "", "1602264")

func atlasOf(t *testing.T, name, content string, o where.MakeOptions) (dir string, made where.Made, faults []string) {
	t.Helper()
	dir = t.TempDir()
	source := filepath.Join(dir, name)
	if err := os.WriteFile(source, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "places"), 0o755); err != nil {
		t.Fatal(err)
	}
	o.Fault = func(err error) { faults = append(faults, strings.TrimPrefix(err.Error(), source+":")) }
	made, err := where.MakeAtlas(source, filepath.Join(dir, "places", "mine.atlas"), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "places", "mine.atlas.making")); err == nil {
		t.Error("the folder of the making is left")
	}
	return dir, made, faults
}

func over(t *testing.T, dir string) *where.Stage {
	t.Helper()
	files, err := data.Over(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := where.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAtlasOfADump: a village with its divisions, names in other scripts, a place that the gazetteer has, what is left out.
func TestAtlasOfADump(t *testing.T) {
	dir, made, faults := atlasOf(t, "SY.txt", dump, where.MakeOptions{})
	if len(faults) > 0 || made.Rows != 5 || made.Places != 4 || made.Left != 1 {
		t.Errorf("made %+v, faults %q", made, faults)
	}
	s := over(t, dir)
	for _, name := range []string{"Tell Korvo", "tell-korvo", "Korvo Hill", "تل كورفو", "Тель-Корво"} {
		f := s.Find(name)
		if len(f) != 1 || f[0].GeoNames != 91000003 || f[0].Country != "SYR" || f[0].Admin1 != "Korvo Governorate" || f[0].Admin2 != "Tell District" || f[0].Kind != "town" || f[0].Population != 810 {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if f := s.Find("TKV"); len(f) != 0 {
		t.Errorf("the code of an airport is a name: %+v", f)
	}
	if f := s.Find("Tell District"); len(f) != 1 || f[0].Kind != "admin2" {
		t.Errorf("%+v", f)
	}
	if f := s.Find("Korvo Bridge"); len(f) != 0 {
		t.Errorf("a bridge was not asked for: %+v", f)
	}
	if f := s.Find("Qazaq Halab"); len(f) != 1 || f[0].GeoNames != 170063 || f[0].Admin1 != "Aleppo" {
		t.Errorf("another name of a place that the gazetteer has: %+v", f)
	}
	if f := s.Find("Aleppo"); len(f) != 2 {
		t.Errorf("a place twice: %+v", f)
	}
}

// TestBrokenRows: each is told with line and column, the rest is taken.
func TestBrokenRows(t *testing.T) {
	bad := "x\ty\n" + row(5, "Nowhere", "", "95", "10", "P", "PPL", "SY", "", "", "") + row(6, "Far", "", "35", "east", "P", "PPL", "SY", "", "", "") +
		row(7, "Crowd", "", "35", "36", "P", "PPL", "SY", "", "", "many") + row(8, "", "", "35", "36", "P", "PPL", "SY", "", "", "") +
		row(9, "B\xffd", "", "35", "36", "P", "PPL", "SY", "", "", "") + "x" + row(1, "Id", "", "35", "36", "P", "PPL", "SY", "", "", "")
	_, made, faults := atlasOf(t, "bad.txt", bad+dump, where.MakeOptions{Classes: "APS"})
	want := []string{"1:1: 2 columns", "2:5: \"95\" is no latitude", "3:6: \"east\" is no longitude", "4:15: \"many\" is no population", "5:2: no name", "6:2: the name is not UTF-8", "7:1: \"x1\" is no id"}
	if len(faults) != len(want) || made.Faults != len(want) || made.Places != 5 {
		t.Fatalf("made %+v, faults %q", made, faults)
	}
	for i, w := range want {
		if !strings.HasPrefix(faults[i], w) {
			t.Errorf("got %q, want %q", faults[i], w)
		}
	}
	dir := t.TempDir()
	for name, content := range map[string]string{"empty.txt": "", "prose.txt": "This is a letter.\n", "head.csv": "place,lat\nA,1\n"} {
		source := filepath.Join(dir, name)
		os.WriteFile(source, []byte(content), 0o644)
		if _, err := where.MakeAtlas(source, filepath.Join(dir, "x.atlas"), where.MakeOptions{}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "x.atlas")); err == nil {
			t.Errorf("%s made an atlas", name)
		}
	}
	if _, err := where.MakeAtlas(filepath.Join(dir, "prose.txt"), filepath.Join(dir, "x.atlas"), where.MakeOptions{Classes: "AZ"}); err == nil || !strings.Contains(err.Error(), "'Z'") {
		t.Error(err)
	}
}

// TestAtlasOfATable: a table of a user's own, whose places a report then finds.
func TestAtlasOfATable(t *testing.T) {
	dir, made, faults := atlasOf(t, "camps.csv", "\ufeffName,Lat,Lon,Country,Admin1,Kind,Aliases,Population\nZemra Camp,36.5,37.1,sy,Aleppo,point,Mukhayyam Zemra|Zemra,1200\nBroken,36.5,237.1,SY,,,,\nLost,1,2,SYR,,,,\n", where.MakeOptions{})
	if made.Places != 1 || len(faults) != 2 || !strings.HasPrefix(faults[0], "3:3: \"237.1\" is no longitude") || !strings.HasPrefix(faults[1], "4:4: \"SYR\" is no country") {
		t.Errorf("made %+v, faults %q", made, faults)
	}
	m := load(t)
	d := document("Shells fell on Zemra Camp in Syria on Sunday.")
	m.parse.Parse(d)
	m.who.Names(d)
	over(t, dir).Places(d)
	if len(d.Places) != 2 || d.Places[0].Name != "Zemra Camp" || d.Places[0].Country != "SYR" || d.Places[0].Precision != "point" || d.Places[0].Admin1 != "Aleppo" {
		t.Errorf("places are %+v", d.Places)
	}
}

// TestManyNames: more names than a block holds, all found; the same bytes whichever way it was made, and after a try that was cut off.
func TestManyNames(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString(row(92000000+i, fmt.Sprintf("Village %d", i), fmt.Sprintf("Dorf %d,Vasi %d", i, i%40), "10", "10", "P", "PPL", "NG", "", "", fmt.Sprint(i)))
	}
	dir, made, _ := atlasOf(t, "NG.txt", b.String(), where.MakeOptions{})
	if made.Places != 5000 || made.Names != 15000 || made.Crowded != 40 {
		t.Errorf("made %+v", made)
	}
	s := over(t, dir)
	for i := range 5000 {
		if f := s.Find(fmt.Sprintf("dorf %d", i)); len(f) != 1 || f[0].GeoNames != int64(92000000+i) {
			t.Fatalf("Dorf %d: %+v", i, f)
		}
	}
	if f := s.Find("Vasi 7"); len(f) != where.MostPlaces || f[0].GeoNames < 92004000 {
		t.Errorf("the most prominent are not kept: %+v", f[:1])
	}
	again, _, _ := atlasOf(t, "NG.txt", b.String(), where.MakeOptions{})
	one, _ := os.ReadFile(filepath.Join(dir, "places", "mine.atlas"))
	two, _ := os.ReadFile(filepath.Join(again, "places", "mine.atlas"))
	if len(one) == 0 || !bytes.Equal(one, two) {
		t.Error("made twice, the bytes differ")
	}
	v, err := where.AtlasVersion(os.DirFS(dir), "places/mine.atlas")
	if err != nil || len(v) != 32 {
		t.Error(v, err)
	}
	os.WriteFile(filepath.Join(again, "places", "mine.atlas"), two[:len(two)/2], 0o644)
	files, _ := data.Over(again)
	if _, err := where.New(files); err == nil || !strings.Contains(err.Error(), "places/mine.atlas") || !strings.Contains(err.Error(), "cut short") {
		t.Error(err)
	}
}

// TestMakingGoesOn: a try that was cut off goes on where it was, and makes the same bytes.
func TestMakingGoesOn(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		b.WriteString(row(92000000+i, fmt.Sprintf("Village %d", i), "", "10", "10", "P", "PPL", "NG", "", "", ""))
		if i == 2000 {
			b.WriteString("broken\n")
		}
	}
	o := where.MakeOptions{RunNames: 300}
	dir, _, _ := atlasOf(t, "NG.txt", b.String(), o)
	want, _ := os.ReadFile(filepath.Join(dir, "places", "mine.atlas"))

	out := filepath.Join(dir, "other.atlas")
	o.Fault = func(error) { panic("cut off") }
	func() {
		defer func() { recover() }()
		where.MakeAtlas(filepath.Join(dir, "NG.txt"), out, o)
	}()
	x, _ := os.ReadFile(out + ".making/state.json")
	fmt.Println(string(x))
	o.Fault = nil
	o.Fault = nil
	made, err := where.MakeAtlas(filepath.Join(dir, "NG.txt"), out, o)
	got, _ := os.ReadFile(out)
	if err != nil || made.Resumed < 1000 || made.Rows != 3001 || made.Places != 3000 || !bytes.Equal(got, want) {
		t.Errorf("made %+v, %v, the same bytes: %v", made, err, bytes.Equal(got, want))
	}
}
