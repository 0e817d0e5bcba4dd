package read

// markdown takes the report out of Markdown.
func (r *reader) markdown(s string) (string, []para, *Error) {
	t := clean(s)
	return t, paragraphs(t), nil
}
