// Generates code as the CLI does with the language hosts of an official installation: for machines where only the CLI
// itself could be had. Answers are JSON.
//
//	codegen sdk <language> <schema.json> <folder>
//	codegen program <language> <address of the engine's loader of schemas>    with {"<file>": "<text>"} in, and out
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "codegen"

// noLoader loads no other package: our schema names none.
type noLoader struct{ schema.ReferenceLoader }

func main() {
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 4 && args[0] == "sdk":
		err = writeSdk(args[1], args[2], args[3])
	case len(args) == 3 && args[0] == "program":
		err = printProgram(args[1], args[2])
	default:
		err = fmt.Errorf("usage: codegen sdk <language> <schema.json> <folder> | program <language> <loader>")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func writeSdk(language, schemaFile, folder string) error {
	files, err := generateSdk(language, schemaFile)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func generateSdk(language, schemaFile string) (map[string][]byte, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, noLoader{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	// Warnings too: a schema of ours has none.
	if len(diagnostics) > 0 {
		return nil, diagnostics
	}
	switch language {
	case "python":
		return python.GeneratePackage(tool, pkg, nil, noLoader{})
	case "go":
		return golang.GeneratePackage(tool, pkg, nil)
	case "nodejs":
		return nodejs.GeneratePackage(tool, pkg, nil, nil, true, noLoader{})
	}
	return nil, unknown(language)
}

func printProgram(language, loaderAddress string) error {
	var sources map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&sources); err != nil {
		return err
	}
	generators := map[string]func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error){
		"go":     golang.GenerateProgram,
		"nodejs": nodejs.GenerateProgram,
		"python": python.GenerateProgram,
	}
	generate, isKnown := generators[language]
	if !isKnown {
		return unknown(language)
	}
	loader, err := schema.NewLoaderClient(loaderAddress)
	if err != nil {
		return err
	}
	parser := syntax.NewParser()
	for name, text := range sources {
		if err := parser.ParseFile(strings.NewReader(text), name); err != nil {
			return err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return parser.Diagnostics
	}
	cached := schema.NewCachedLoader(loader)
	program, diagnostics, err := pcl.BindProgram(parser.Files, cached, pcl.NonStrictBindOptions()...)
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	files, diagnostics, err := generate(program)
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	texts := map[string]string{}
	for name, content := range files {
		texts[name] = string(content)
	}
	return json.NewEncoder(os.Stdout).Encode(texts)
}

func unknown(language string) error {
	return fmt.Errorf("%q is none of go, nodejs, python", language)
}
