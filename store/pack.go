package store

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
)

// pack makes b smaller with DEFLATE (RFC 1951); what does not get smaller stays as it is.
func pack(b []byte) (packed string, body []byte, err error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return "", nil, err
	}
	if _, err := w.Write(b); err != nil {
		return "", nil, err
	}
	if err := w.Close(); err != nil {
		return "", nil, err
	}
	if out.Len() >= len(b) {
		if b == nil {
			b = []byte{} // nil would be stored as NULL
		}
		return "raw", b, nil
	}
	return "flate", out.Bytes(), nil
}

func unpack(packed string, body []byte) ([]byte, error) {
	switch packed {
	case "raw":
		return body, nil
	case "flate":
		return io.ReadAll(flate.NewReader(bytes.NewReader(body)))
	}
	return nil, fmt.Errorf("packed in an unknown way: %q", packed)
}
