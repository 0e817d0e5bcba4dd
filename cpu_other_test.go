//go:build !unix

package daybook_test

import "time"

var began = time.Now()

// cpuSeconds is the time since the start where the system does not tell processor time.
func cpuSeconds() float64 { return time.Since(began).Seconds() }
