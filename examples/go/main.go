// A customer's Jira, and a Salesforce connection that someone at the customer authorizes.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"pulumi-workato-embedded/sdk/go/workato"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		customer := settings.Get("customer")
		if customer == "" {
			customer = "98178"
		}
		jira, err := workato.NewManagedConnection(ctx, "acme-jira", &workato.ManagedConnectionArgs{
			ManagedUserId: pulumi.String(customer),
			Provider:      pulumi.String("jira"),
			Name:          pulumi.String("Jira"),
			Input: pulumi.Map{
				"host_name": pulumi.String("acme.atlassian.net"),
				"auth_type": pulumi.String("api_token"),
				"email":     pulumi.String("integrations@acme.example"),
				"apitoken":  settings.RequireSecret("jiraToken"),
			},
		})
		if err != nil {
			return err
		}
		salesforce, err := workato.NewManagedConnection(ctx, "acme-salesforce", &workato.ManagedConnectionArgs{
			ManagedUserId:   pulumi.String(customer),
			Provider:        pulumi.String("salesforce"),
			Name:            pulumi.String("Salesforce"),
			ShellConnection: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		// A child takes the id of its parent; previews know it once the parent is there.
		if _, err := workato.NewManagedConnection(ctx, "acme-salesforce-sandbox", &workato.ManagedConnectionArgs{
			ManagedUserId:   pulumi.String(customer),
			Provider:        pulumi.String("salesforce"),
			Name:            pulumi.String("Salesforce (sandbox)"),
			ParentId:        salesforce.ConnectionId,
			ShellConnection: pulumi.Bool(true),
		}); err != nil {
			return err
		}
		ctx.Export("jiraStatus", jira.AuthorizationStatus)
		return nil
	})
}
