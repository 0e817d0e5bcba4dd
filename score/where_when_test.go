package score_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"daybook"
	"daybook/data"
	"daybook/score"
)

var engineOf = sync.OnceValues(func() (*daybook.Engine, error) { return daybook.New(data.FS) })

func measureFile(t *testing.T, kind, name, content string) (any, string) {
	t.Helper()
	e, err := engineOf()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	v, err := score.Run(kind, path, score.Options{Engine: e, Errors: &log})
	if err != nil {
		t.Fatal(err)
	}
	return v, log.String()
}

// TestPlacesScore: two places are found and right, one is found and gold puts it elsewhere, one is missed. Offsets are one too high.
func TestPlacesScore(t *testing.T) {
	const text = `The minister flew from Cairo to Paris in France on Monday, and then, the embassy said, to Xyzzytown.`
	location := func(name, lat, lon, page string) string {
		at := strings.Index(text, name) + 1
		return "<location><name>" + name + "</name><start>" + itoa(at) + "</start><end>" + itoa(at+len(name)) + "</end><lat>" + lat + "</lat><lon>" + lon +
			"</lon><page>https://en.wikipedia.org/wiki/" + page + "</page></location>"
	}
	v, log := measureFile(t, "places", "x.xml", "<articles><article><source>x</source><text>"+text+"</text><locations>"+
		location("Cairo", "30.05", "31.23", "Cairo")+location("Paris", "33.66", "-95.55", "Paris,_Texas")+location("France", "47", "2", "France")+
		location("Xyzzytown", "1", "1", "Xyzzytown")+"</locations></article></articles>")
	f := v.(score.PlaceFigures)
	if f.Documents != 1 || f.Detect.Gold != 4 || f.Detect.Matched < 3 || f.Both.Matched != 2 {
		t.Errorf("got %+v\n%s", f, log)
	}
	if !strings.Contains(log, `wrong "Paris"`) {
		t.Errorf("the log does not tell of Paris: %s", log)
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestTimesScoreMeantime(t *testing.T) {
	words := strings.Fields("Ship sinks May 04 , 2010 The ship sank on Monday near the coast of Malta in 1999 .")
	var b strings.Builder
	b.WriteString(`<Document doc_id="1">`)
	for i, w := range words {
		sentence := 2
		if i < 2 {
			sentence = 0
		} else if i < 6 {
			sentence = 1
		}
		b.WriteString(`<token t_id="` + itoa(i+1) + `" sentence="` + itoa(sentence) + `">` + w + `</token>`)
	}
	b.WriteString(`<Markables>
<TIMEX3 m_id="1" type="DATE" value="2010-05-04" functionInDocument="CREATION_TIME"><token_anchor t_id="3"/><token_anchor t_id="4"/><token_anchor t_id="5"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2010-05-03" functionInDocument="NONE"><token_anchor t_id="11"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="1998" functionInDocument="NONE"><token_anchor t_id="18"/></TIMEX3>
<TIMEX3 m_id="4" type="DATE" value="2009" functionInDocument="NONE"/>
</Markables></Document>`)
	v, log := measureFile(t, "times", "x.xml", b.String())
	f := v.(score.TimeFigures)
	if f.Strict.Gold != 2 || f.Strict.Matched != 2 || f.Strict.Found != 2 || f.Value.Matched != 1 {
		t.Errorf("got %+v\n%s", f, log)
	}
}

func TestTimesScoreGUM(t *testing.T) {
	line := func(ws string) string {
		var out strings.Builder
		for _, w := range strings.Fields(ws) {
			out.WriteString(w + "\tNN\t_\n")
		}
		return out.String()
	}
	v, log := measureFile(t, "times", "x.xml", `<text id="x" dateCreated="2016-11-20">
<p><s>
`+line("The ship sank on")+`<date when="2016-11-18">
`+line("Friday")+`</date>
`+line("and was raised")+`<date from="2016-11-01" to="2016-11-30">
`+line("this month")+`</date>
`+line(".")+`</s></p></text>`)
	f := v.(score.TimeFigures)
	if f.Strict.Gold != 2 || f.Strict.Matched != 2 || f.Value.Matched != 2 {
		t.Errorf("got %+v\n%s", f, log)
	}
}

func TestScoreSaysWhatIsWrong(t *testing.T) {
	e, err := engineOf()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"places", "times"} {
		path := filepath.Join(t.TempDir(), "x.xml")
		for _, bad := range []string{"", "<articles><article>", "<html></html>", "no xml at all"} {
			if err := os.WriteFile(path, []byte(bad), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := score.Run(kind, path, score.Options{Engine: e}); err != nil && !strings.Contains(err.Error(), path) {
				t.Errorf("%s on %q: the error does not name the file: %v", kind, bad, err)
			}
		}
		if _, err := score.Run(kind, path+".none", score.Options{Engine: e}); err == nil {
			t.Errorf("%s: no error for a file that is not there", kind)
		}
	}
}
