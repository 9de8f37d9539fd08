"""A customer's Jira, and a Salesforce connection that someone at the customer authorizes."""

import pulumi
import pulumi_workato as workato

config = pulumi.Config()
customer = config.get("customer") or "98178"

jira = workato.ManagedConnection(
    "acme-jira",
    managed_user_id=customer,
    provider="jira",
    name="Jira",
    # None is "not managed"; an empty text clears.
    external_id=config.get("owner"),
    input={
        "host_name": "acme.atlassian.net",
        "auth_type": "api_token",
        "email": "integrations@acme.example",
        "apitoken": config.require_secret("jiraToken"),
    },
)

salesforce = workato.ManagedConnection(
    "acme-salesforce",
    managed_user_id=customer,
    provider="salesforce",
    name="Salesforce",
    shell_connection=True,
)

# A child takes the id of its parent; previews know it once the parent is there.
workato.ManagedConnection(
    "acme-salesforce-sandbox",
    managed_user_id=customer,
    provider="salesforce",
    name="Salesforce (sandbox)",
    parent_id=salesforce.connection_id,
    shell_connection=True,
)

pulumi.export("jira_status", jira.authorization_status)
