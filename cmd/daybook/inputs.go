package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"daybook/read"
	"daybook/work"
)

// noReport are endings of files that are passed over in a folder: parts of saved web pages, data, pictures, archives.
// A file that is named itself is always tried.
const noReport = " .avi .avif .bmp .bz2 .css .csv .db .dll .eot .exe .gif .gz .ico .jpeg .jpg .js .json .jsonl .map .mjs .mov .mp3 .mp4 .mpeg .ogg .otf" +
	" .png .svg .tar .tif .tiff .tsv .ttf .wasm .wav .webm .webp .woff .woff2 .xz .yaml .yml .zip .zst "

// gather lists the inputs that the arguments name: files, folders with all below them (in the order of their names,
// without hidden ones), "-" for standard input and addresses. What cannot be found is an input that fails.
func gather(args []string, hint read.Hint, in io.Reader, own string, private bool) []work.Input {
	var out []work.Input
	add := func(name string, load func(context.Context) ([]byte, error)) {
		h := hint
		h.Name = name
		out = append(out, work.Input{Hint: h, Load: load})
	}
	for _, arg := range args {
		switch info, err := os.Stat(arg); {
		case arg == "-":
			add("standard input", func(context.Context) ([]byte, error) { return limited(in, "standard input") })
		case isURL(arg):
			h := hint
			h.URL = arg
			out = append(out, work.Input{Hint: h, Load: fetcher(arg, private)})
		case err != nil:
			add(arg, func(context.Context) ([]byte, error) { return nil, plain(arg, err) })
		case !info.IsDir():
			add(arg, file(arg))
		default:
			err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
				hidden := path != arg && strings.HasPrefix(d.Name(), ".")
				switch {
				case err != nil:
					add(path, func(context.Context) ([]byte, error) { return nil, plain(path, err) })
				case d.IsDir() && hidden:
					return fs.SkipDir
				case d.IsDir() || hidden || passedOver(path) || isOwn(path, own):
				default:
					if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
						return nil // a device or pipe, or a link to a folder
					}
					add(path, file(path))
				}
				return nil
			})
			if err != nil {
				add(arg, func(context.Context) ([]byte, error) { return nil, plain(arg, err) })
			}
		}
	}
	return out
}

func passedOver(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext != "" && strings.Contains(noReport, " "+ext+" ")
}

// isOwn reports whether path is the database or one of the files that lie beside it while it is open.
func isOwn(path, own string) bool {
	if own == "" {
		return false
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	return abs == own || abs == own+"-wal" || abs == own+"-shm"
}

func isURL(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

func file(path string) func(context.Context) ([]byte, error) {
	return func(context.Context) ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, plain(path, err)
		}
		defer f.Close()
		return limited(f, path)
	}
}

// limited reads no more than one byte over the limit of the reader, which then refuses what is too long.
func limited(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, read.MaxBytes+1))
	if err != nil {
		return nil, plain(name, err)
	}
	if len(b) > read.MaxBytes {
		return nil, &read.Error{What: "it is larger than 20 MB, which is no news report", Where: name, Hint: "check that this is the right file, or cut it into its reports"}
	}
	return b, nil
}

// plain says what the system says without repeating the path.
func plain(path string, err error) error {
	what, hint := err.Error(), ""
	var p *fs.PathError
	if errors.As(err, &p) {
		what = p.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what, hint = "there is no such file or folder", "check the name"
	case errors.Is(err, fs.ErrPermission):
		what, hint = "permission denied", "change its rights"
	}
	return &read.Error{What: what, Where: path, Hint: hint}
}

// fetcher gets a page from the network, only when it is read.
func fetcher(address string, private bool) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		return nil, &read.Error{What: "addresses are not fetched yet", Where: address, Hint: "save the page and read the file"}
	}
}
