package read

import (
	"strings"
	"testing"
)

func TestMetadata(t *testing.T) {
	const body = `<p>The council of Oberau voted on Tuesday to close the bridge, after divers had found deep cracks in two of its piers.</p>`
	for _, c := range []struct{ name, head, body, url, want string }{
		{"open graph", `<meta property="og:title" content="Bridge closed"><meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2018-03-06T10:00:00Z"><meta name="author" content="Jane Doe">`,
			"", "", "Bridge closed|The Post|Jane Doe|2018-03-06T10:00:00Z"},
		{"json-ld list", `<script type="application/ld+json">[{"@type":"Organization"},{"@type":["NewsArticle"],"headline":"Bridge &amp; road closed","datePublished":"2018-03-06","author":{"name":"Jane Doe"},"publisher":{"name":"The Post"}}]</script>`,
			"", "", "Bridge & road closed|The Post|Jane Doe|2018-03-06"},
		{"json-ld with line ends and two authors", "<script type='application/ld+json'>{\"@type\":\"ReportageNewsArticle\",\"headline\":\"Bridge\nclosed\",\"author\":[\"Jane Doe\",{\"name\":\"John Roe\"}]}</script>",
			"", "", "Bridge closed||Jane Doe, John Roe|"},
		{"broken json-ld", `<script type="application/ld+json">{"@type":"NewsArticle",</script><title>Bridge closed for months - The Post</title>`,
			"", "", "Bridge closed for months|||"},
		{"company gives way to the site", `<meta property="og:site_name" content="The Post"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge closed","publisher":{"name":"Post Media Ltd."}}</script>`,
			"", "", "Bridge closed|The Post||"},
		{"dublin core", `<meta name="DC.title" content="Bridge closed"><meta name="DC.publisher" content="The Post"><meta name="DC.date.issued" content="2018-03-06"><meta name="DC.creator" content="By Jane Doe">`,
			"", "", "Bridge closed|The Post|Jane Doe|2018-03-06"},
		{"an address is no author", `<meta property="og:title" content="Bridge closed"><meta property="article:author" content="https://example.org/jane"><meta name="byl" content="By Jane Doe">`,
			"", "", "Bridge closed||Jane Doe|"},
		{"heading, not title", `<title>Bridge closed | World | The Post</title>`, `<h1>Bridge closed</h1>`, "", "Bridge closed|||"},
		{"time element", `<title>Bridge closed</title>`, `<time class="updated" datetime="2018-03-07">now</time><time class="entry-date published" datetime="2018-03-06T08:00:00+01:00">6 March</time>`, "", "Bridge closed|||2018-03-06T08:00:00+01:00"},
		{"itemprop", `<title>Bridge closed</title><meta itemprop="datePublished" content="2018-03-06">`, "", "", "Bridge closed|||2018-03-06"},
		{"address", `<title>Bridge closed</title>`, "", "https://post.example/world/2018/mar/06/bridge", "Bridge closed|||2018-03-06"},
		{"impossible date", `<title>Bridge closed</title><meta name="date" content="2018-02-30">`, "", "https://post.example/2018/02/30/", "Bridge closed|||"},
		{"date for people", `<title>Bridge closed</title><meta name="date" content="March 6, 2018 at 10:00 AM GMT">`, "", "", "Bridge closed|||2018-03-06T10:00:00Z"},
		{"nothing", "", "", "", "|||"},
	} {
		page := "<!doctype html><html><head>" + c.head + "</head><body>" + c.body + strings.Repeat(body, 3) + "</body></html>"
		d, err := Bytes([]byte(page), Hint{URL: c.url})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		sound(t, d)
		s := d.Source
		if got := strings.Join([]string{s.Title, s.Outlet, s.Byline, s.Published}, "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if s.Outlet != "" && s.OutletFrom != "metadata" || s.Published != "" && s.PublishedFrom != "metadata" {
			t.Errorf("%s: from %q and %q", c.name, s.OutletFrom, s.PublishedFrom)
		}
	}
}

// TestGivenWins holds that what the user says of a source comes before what it says of itself.
func TestGivenWins(t *testing.T) {
	const page = `<!doctype html><meta property="og:site_name" content="The Post"><meta name="date" content="2018-03-06"><p>OBERAU (AP) — The council voted.</p>`
	d, err := Bytes([]byte(page), Hint{Outlet: "The Archive", Published: "2018-03-07"})
	if err != nil {
		t.Fatal(err)
	}
	if s := d.Source; s.Outlet != "The Archive" || s.OutletFrom != "given" || s.Published != "2018-03-07" || s.PublishedFrom != "given" {
		t.Errorf("%+v", s)
	}
}

func TestWordingTable(t *testing.T) {
	if _, err := parseWordings(wordingTable); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"a\tstart", "a\tnowhere\tx", "a\tstart\t("} {
		if _, err := parseWordings(bad); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

func TestBoilerplate(t *testing.T) {
	for _, s := range []string{
		"Reporting by Jane Doe; editing by John Roe", "(Additional reporting by Jane Doe in Geneva; Writing by John Roe)", "© 2016 The Post", "Copyright 2016 The Post. All rights reserved.",
		"The Associated Press contributed to this report.", "Jane Doe in Geneva contributed reporting.", "Sign up for our newsletter", "Subscribe now", "Read more: The long road", "READ MORE: The road",
		"This article was amended on 3 May 2019 to correct a name.", "This story has been updated.", "An earlier version of this article misstated the toll.", "Correction: The toll is five.",
		"Follow us on Twitter", "ADVERTISEMENT", "Share this article", "Topics: Syria, war", "This article is more than 8 years old", "Our Standards: The principles of the house", "With files from AFP",
		"___", "12 comments", "Click here to subscribe", "Download our app",
	} {
		if !worded("boilerplate start", s) && !worded("boilerplate tail", s) {
			t.Errorf("%q is not taken for boilerplate", s)
		}
	}
	for _, s := range []string{
		"Reporting on the war is dangerous, the envoy said.", "Copyright law is unclear, the court said.", "The Associated Press said it had seen the letter.", "Follow the money, he said.",
		"This article of the treaty was amended in 1994, the minister said.", "The report was published on Monday.", "The story was first told in 1911.", "Read the letter, she told them.",
		"Correction of the border is not at issue.", "Share prices fell.", "Subscribers were told on Monday.", "Comments by the minister angered the envoy.", "Home to 4,000 people, the town lies below the dam.",
		"Watch the dam, the mayor said.", "The AP reported that the dam had held.", "News of the attack spread.", "Editing genes by hand is slow, she said.", "The page was turned, he said.",
		"The report was amended by the council on Monday, the clerk said.", "More than 300 people left.",
	} {
		if worded("boilerplate start", s) || worded("boilerplate tail", s) {
			t.Errorf("%q is taken for boilerplate", s)
		}
	}
}
