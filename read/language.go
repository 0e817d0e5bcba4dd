package read

func (r *reader) language() { r.doc.Source.Language = "en" }
