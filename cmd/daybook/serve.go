package main

type serveCmd struct {
	database
	Addr string `default:"127.0.0.1:8022" help:"Address to listen on (${default}); others than this machine can only reach it on another than a loopback address."`
}

func (c serveCmd) Run(e *env) error { return usage("the page is not there yet") }
