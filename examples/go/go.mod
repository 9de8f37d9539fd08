module customer-connections

go 1.25

require (
	github.com/pulumi/pulumi/sdk/v3 v3.276.0
	pulumi-workato-embedded/sdk/go v0.0.0
)

// Made by `pulumi package add`, from the schema of the plugin.
replace pulumi-workato-embedded/sdk/go => ./sdks/workato
