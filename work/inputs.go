package work

import (
	"context"

	"daybook/read"
	"daybook/read/fetch"
)

// Source is an input for what package read found on the disk.
func Source(f read.Found, h read.Hint) Input {
	h.Name = f.Name
	return Input{Hint: h, Load: func(context.Context, *read.Hint) ([]byte, error) { return f.Load() }}
}

// Address is an input for a page on the web, which is fetched when it is read and not before. What the user told stays.
func Address(url string, h read.Hint, o fetch.Options) Input {
	h.URL = url
	if o.MaxBytes == 0 {
		o.MaxBytes = h.Limit
	}
	return Input{Hint: h, Load: func(ctx context.Context, h *read.Hint) ([]byte, error) {
		b, told, err := fetch.Fetch(ctx, url, o)
		if err == nil {
			h.URL, h.MediaType = told.URL, told.MediaType
		}
		return b, err
	}}
}
