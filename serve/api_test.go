package serve

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"daybook/ledger"
)

func call(t testing.TB, method, url, body string) (int, string) {
	t.Helper()
	req, _ := http.NewRequest(method, url, strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(b)
}

func TestOpenAPI(t *testing.T) {
	srv, _ := desk(t)
	status, body, _ := get(t, srv.URL+apiBase+"/openapi.json")
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Summary     string
		}
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal([]byte(body), &doc); err != nil || status != 200 {
		t.Fatalf("%d %v", status, err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	want := []string{"GET /reports", "POST /reports", "GET /reports/{id}", "DELETE /reports/{id}", "GET /reports/{id}/source", "GET /search", "GET /why/{id}", "GET /version"}
	n := 0
	for path, ops := range doc.Paths {
		for method, op := range ops {
			n++
			if op.Summary == "" {
				t.Errorf("%s %s has no summary", method, path)
			}
		}
	}
	for _, w := range want {
		method, path, _ := strings.Cut(w, " ")
		if _, ok := doc.Paths[path][strings.ToLower(method)]; !ok {
			t.Errorf("%s is not described", w)
		}
	}
	if n != len(want) {
		t.Errorf("%d operations are described, %d are known to this test", n, len(want))
	}
	for _, s := range []string{"Report", "Said", "Deed", "Stand", "Number", "Spot"} {
		if doc.Components.Schemas[s] == nil {
			t.Errorf("the schema %s is missing", s)
		}
	}
	if status, body, _ := get(t, srv.URL+apiBase+"/openapi.yaml"); status != 200 || !strings.Contains(body, "openapi: 3.1") {
		t.Errorf("yaml: %d", status)
	}
	for _, path := range []string{"/docs", apiBase + "/docs"} {
		if status, _, _ := get(t, srv.URL+path); status != 404 {
			t.Errorf("%s is served: it would load scripts from elsewhere", path)
		}
	}
	guide, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		if !bytes.Contains(guide, []byte("`"+strings.Replace(w, " /", " /api/v1/", 1))) {
			t.Errorf("docs/api.md does not tell of %s", w)
		}
	}
}

func TestAPI(t *testing.T) {
	srv, r := desk(t)
	base := srv.URL + apiBase
	status, body := call(t, "POST", base+"/reports", `{"text":"A spokesman said on Friday that the bridge at Narva was closed.","outlet":"Narva Post","published":"2020-06-12"}`)
	var made readBody
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != 201 || made.Result != "added" || made.Report == nil || made.Report.Source.Outlet != "Narva Post" {
		t.Fatalf("%d %v %s", status, err, clip(body, 300))
	}
	if status, _ := call(t, "POST", base+"/reports", `{"text":"A spokesman said on Friday that the bridge at Narva was closed.","outlet":"Narva Post","published":"2020-06-12"}`); status != 200 {
		t.Errorf("a second time: %d", status)
	}
	var list listBody
	status, body = call(t, "GET", base+"/reports?limit=1", "")
	if err := json.Unmarshal([]byte(body), &list); err != nil || status != 200 || len(list.Reports) != 1 || list.Next == "" || list.Reports[0].ID != made.ID {
		t.Errorf("list: %d %v %s", status, err, body)
	}
	status, body = call(t, "GET", base+"/reports?limit=1&after="+list.Next, "")
	list = listBody{}
	if err := json.Unmarshal([]byte(body), &list); err != nil || status != 200 || len(list.Reports) != 1 || list.Next != "" || list.Reports[0].ID != r.ID {
		t.Errorf("second page: %d %v %s", status, err, body)
	}
	var back ledger.Report
	status, body = call(t, "GET", base+"/reports/"+r.ID, "")
	if err := json.Unmarshal([]byte(body), &back); err != nil || status != 200 || back.Text != r.Text || strings.Contains(body, "$schema") {
		t.Errorf("get: %d %v", status, err)
	}
	status, body = call(t, "GET", base+"/reports/"+r.ID+"/source", "")
	if want, _ := os.ReadFile(fixtureFile); status != 200 || body != string(want) {
		t.Errorf("source: %d, %d bytes", status, len(body))
	}
	var why whyBody
	status, body = call(t, "GET", base+"/why/"+r.Events[3].ID, "")
	if err := json.Unmarshal([]byte(body), &why); err != nil || status != 200 || why.Rule == "" || len(why.Words) == 0 || len(why.Claims) == 0 {
		t.Errorf("why: %d %v %s", status, err, body)
	}
	status, body = call(t, "GET", base+"/search?q=truce", "")
	var found searchBody
	if err := json.Unmarshal([]byte(body), &found); err != nil || status != 200 || len(found.Hits) != 1 {
		t.Errorf("search: %d %v %s", status, err, body)
	}
	if status, body := call(t, "GET", base+"/version", ""); status != 200 || !strings.Contains(body, ledger.Schema) {
		t.Errorf("version: %d %s", status, body)
	}
	for _, c := range []struct {
		method, path, body string
		want               int
	}{
		{"POST", "/reports", `{}`, 422}, {"POST", "/reports", `{"text":"x","html":"y"}`, 422}, {"POST", "/reports", `{"text":"A man said no.","published":"yesterday"}`, 422}, {"POST", "/reports", `{`, 400},
		{"POST", "/reports", `{"url":"file:///etc/passwd"}`, 422}, {"GET", "/reports/r-ffff", "", 404}, {"GET", "/reports/r-ffff/source", "", 404}, {"GET", "/why/e-ffff", "", 404}, {"GET", "/search", "", 422},
		{"GET", "/search?q=%21", "", 400}, {"DELETE", "/reports/r-ffff", "", 404}, {"GET", "/why/" + r.ID, "", 404}, {"GET", "/reports?limit=0", "", 422}, {"GET", "/nothing", "", 404},
	} {
		status, body := call(t, c.method, base+c.path, c.body)
		if status != c.want {
			t.Errorf("%s %s %s: %d, not %d: %s", c.method, c.path, c.body, status, c.want, body)
		}
		var p struct{ Detail string }
		if err := json.Unmarshal([]byte(body), &p); err != nil || p.Detail == "" {
			t.Errorf("%s %s %s: no words for the error: %s", c.method, c.path, c.body, body)
		}
	}
	if status, _ := call(t, "DELETE", base+"/reports/"+made.ID, ""); status != 204 {
		t.Errorf("delete: %d", status)
	}
	if status, _ := call(t, "GET", base+"/reports/"+made.ID, ""); status != 404 {
		t.Errorf("after delete: %d", status)
	}
}

// TestGuide runs the examples of docs/api.md.
func TestGuide(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not there to run the examples of docs/api.md")
	}
	srv, _ := desk(t)
	guide, err := os.ReadFile("../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	if len(examples) < 3 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, m := range examples {
		cmd := strings.ReplaceAll(m[1], "http://127.0.0.1:8750", srv.URL)
		out, err := exec.Command("sh", "-c", cmd).Output()
		if err != nil {
			t.Errorf("%s: %v", cmd, err)
		} else if !strings.Contains(cmd, ".csv") && !json.Valid(out) {
			t.Errorf("%s: %s", cmd, clip(string(out), 200))
		} else if strings.Contains(string(out), `"detail"`) || !strings.Contains(string(out), "Narva") {
			t.Errorf("%s: %s", cmd, clip(string(out), 300))
		}
	}
}
