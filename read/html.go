package read

// html takes the report out of a page.
func (r *reader) html(s string) (string, []para, *Error) {
	return "", nil, r.fail("HTML is not read yet", "save it as text")
}
