// Writes the SDK of a Pulumi package in one language, as the language hosts of the official Pulumi CLI do.
// It reads one JSON document from standard input.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	gen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

type request struct {
	Language          string            `json:"language"`
	Directory         string            `json:"directory"`
	Schema            json.RawMessage   `json:"schema"`
	LoaderTarget      string            `json:"loaderTarget"`
	Local             bool              `json:"local"`
	LocalDependencies map[string]string `json:"localDependencies"`
	ExtraFiles        map[string][]byte `json:"extraFiles"`
}

// The tool that the generated files name as their origin.
const tool = "pulumi"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(asked.Schema, &spec); err != nil {
		return err
	}
	var loader schema.ReferenceLoader = nobody{}
	if asked.LoaderTarget != "" {
		client, err := schema.NewLoaderClient(asked.LoaderTarget)
		if err != nil {
			return err
		}
		loader = schema.NewCachedLoader(client)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	// As `pulumi package add` asks for it: with all that pip and go need to install it.
	pkg.SupportPack = true
	files, err := generate(asked, pkg, loader)
	if err != nil {
		return err
	}
	for name, text := range files {
		file := filepath.Join(asked.Directory, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func generate(asked request, pkg *schema.Package, loader schema.ReferenceLoader) (map[string][]byte, error) {
	switch asked.Language {
	case "nodejs":
		return nodejs.GeneratePackage(tool, pkg, asked.ExtraFiles, asked.LocalDependencies, asked.Local, loader)
	case "python":
		return python.GeneratePackage(tool, pkg, asked.ExtraFiles, loader)
	case "go":
		return gen.GeneratePackage(tool, pkg, asked.LocalDependencies)
	}
	return nil, fmt.Errorf("there is no generator for %q", asked.Language)
}

// nobody knows other packages: without the engine's address there is nobody to ask.
type nobody struct{}

func (nobody) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return nil, fmt.Errorf("the schema refers to the package %q, which is not known here", name)
}

func (it nobody) LoadPackageV2(_ context.Context, asked *schema.PackageDescriptor) (*schema.Package, error) {
	return it.LoadPackage(asked.Name, asked.Version)
}

func (it nobody) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	_, err := it.LoadPackage(name, version)
	return nil, err
}

func (it nobody) LoadPackageReferenceV2(_ context.Context, asked *schema.PackageDescriptor) (schema.PackageReference, error) {
	return it.LoadPackageReference(asked.Name, asked.Version)
}
