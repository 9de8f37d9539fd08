/**
 * What Workato's documentation said of its connectors and their parameters in 2024-05. **Not authoritative**: connectors
 * have changed since, and there are custom ones. Good for help and for warnings; nothing may be rejected because of it.
 *
 * One line a connector: name | title | "oauth" where someone at the customer can authorize it | parameters. A parameter is a name, in dots
 * when it is inside another one, then `?` when it is optional, `:type` when it is not a string, `=a/b` for the values
 * that it takes.
 */
export const CONNECTOR_TABLE = `
active_directory | Active Directory | | company_identifier, ftp_host, ftp_user, ftp_password, pgp_key
active_reg_online | RegOnline® by Lanyon | | api_token
adp7 | ADP Workforce Now | | sandbox?:boolean, client_id, client_secret, ssl_client_cert, ssl_client_key, ssl_key_passphrase?, unmask?:boolean
air_regi | AirREGI | oauth |
airbrake | Airbrake | | api_key?
airtable | Airtable | oauth | authentication_type:select=OAuth 2.0/Personal access token/API key (Deprecated), personal_access_token?
amazon_lex_nlu | Amazon Lex | | bot_name, bot_alias, region, access_key_id, secret_access_key
amazon_s3 | Amazon S3 | | auth_type=key_secret/role_based, assume_role, api_key, secret_key, external_id?, restrict_to_bucket?, restrict_to_path?, region, download_threads?
amazon_s3_secondary | Amazon S3 (Secondary) | | auth_type=key_secret/role_based, assume_role, api_key, secret_key, external_id?, restrict_to_bucket?, restrict_to_path?, region, download_threads?
amcards | AMcards | | access_token
anaplan | Anaplan | | authentication_type=certificate_auth/basic_auth, username, certificate, private_key, password
api_ai_nlu | Google Dialogflow | | project_name?, client_access_token
apttus | Apttus | oauth | sandbox?:boolean
apttus_intelligent_cloud | Apttus Intelligent Cloud | | subdomain, client_id, client_secret, directory_id
ariba | Ariba | | network_user_id, shared_secret, buyer_network_user_id, purchase_order_url
ascent_erp | AscentERP | oauth | sandbox?:boolean
aws_cognito | Amazon Cognito | | api_key
aws_lambda | AWS Lambda | | api_key, secret_key, region
aws_sns | Amazon SNS | | access_key_id, secret_access_key, region
bamboohr | BambooHR | | api_token, subdomain
basecamp | Basecamp 2 | oauth | account_id:integer
bigtincan | Bigtincan | | userName, password, orgId
bitbucket | Bitbucket | oauth | hostname?
box | Box | oauth | advanced_settings?:object, advanced_settings.api_scope?
brick_ftp | BrickFTP | | api_key
capsulecrm | Capsule CRM | | api_token, subdomain
chargify | Chargify | | api_key, subdomain
clearbit | Clearbit | | api_key?
cloud_watch | Cloud Watch | | api_key, secret_key, region
codeship | Codeship | | api_key
concur | Concur | oauth | sandbox?:boolean, user_name, password, location=us-impl/emea-impl, client_id, client_secret
confluence | Confluence | | subdomain, root_uri, api_token_auth?:number, email, apitoken, username, password
confluence_secondary | Confluence (Secondary) | | subdomain, root_uri, api_token_auth?:number, email, apitoken, username, password
coupa | Coupa | | host, api_key
cxml | cXML | | network_user_id, shared_secret, buyer_network_user_id, purchase_order_url
docparser | docparser | | api_key
docusign | DocuSign | oauth | demo?:boolean
docusign_secondary | DocuSign (Secondary) | oauth | demo?:boolean
etapestry | eTapestry | | loginId, password
fairsail | Fairsail | oauth | sandbox?:boolean
financialforce | FinancialForce | oauth | sandbox?:boolean
fresh_books | FreshBooks | | auth_token, subdomain
ftps | FTP/FTPS | | servertype=FTP-S/FTP, verify_cert?:boolean, ftps_conn?=Explicit/Implicit, hostname, username, password
fullcontact | FullContact | | apiKey
gmail | Gmail | oauth | read_email_permission?:boolean
goombal | Goombal | | Email, Password, instance?
hipchat | HipChat | | subdomain, auth_token
hubspot | HubSpot | oauth | advanced_settings?:object, advanced_settings.scopes?
insightly | Insightly | | api_key
intacct | Sage Intacct | | login_username, login_password, company_id, location_id?
intercom | Intercom | oauth | user_ids?
jdbc | JDBC | | profile, schema_name?
jdbc_secondary | JDBC (Secondary) | | profile, schema_name?
jenkins | Jenkins | | root_uri, username, password
jira | Jira | oauth | host_name, host_url, auth_type=api_token/oauth, email?, apitoken?
jira_secondary | Jira (Secondary) | | host_name, host_url, auth_type=api_token, email?, apitoken?
jira_service_desk | JIRA Service Desk | | host_name, host_url, api_token_auth:boolean, email?, apitoken?
jms | JMS | | profile
jobscience | JobScience | oauth | sandbox?:boolean
jobvite | Jobvite | | api_key, secret, use_staging:boolean, use_v2?:boolean
jump_cloud | JumpCloud | | api_key, org_id?
jwt | JSON Web Token (JWT) | | alg=HS256/HS384/HS512/RS256/RS384/RS512, hmac_secret?, public_key?, private_key?, passphrase?
kafka | Apache Kafka | | profile
kenandy | Kenandy | oauth | sandbox?:boolean
knack | Knack | | app_id, api_key
librato | Librato | | username, password
magento | Magento 2 | | server, username, account_type=admin/customer, password
marketo | Marketo | | endpoint, client_id, client_secret
marketo_secondary | Marketo (Secondary) | | endpoint, client_id, client_secret
microsoft_dynamics_crm | Microsoft Dynamics 365 | oauth | subdomain, account_type=onpremises/online, adfs_name?, client_id, client_secret?
microsoft_sharepoint | Microsoft Sharepoint | oauth | subdomain, domain, client_id?, client_secret?, connection_siteurl?
miro_board | Miro | oauth | client_id, client_secret
mixpanel | Mixpanel | | api_key, api_secret
mssql | SQL Server | | profile, username, password, host, port?, database, azure?:boolean
mssql_secondary | SQL Server (Secondary) | | profile, username, password, host, port?, database, azure?:boolean
mysql | MySQL | | profile, username, password, host, port, database
mysql_secondary | MySQL (Secondary) | | profile, username, password, host, port, database
namely | Namely | oauth | company
nationbuilder | NationBuilder | oauth | slug
new_relic | New Relic | | api_key
okta | Okta | | subdomain, api_key
okta_secondary | Okta (Secondary) | | subdomain, api_key
onprem_command_line_scripts | On-prem command-line scripts | | profile
onprem_files | On-prem files | | profile
onprem_files_secondary | On-prem files (Secondary) | | profile
oracle | Oracle | | profile, host, port?, user, password?, dbname
oracle_ebs | Oracle E-Business Suite | | instance_url, username, password, user_service_name
oracle_fusion | Oracle Fusion | | user, password
oracle_secondary | Oracle (Secondary) | | profile, host, port?, user, password?, dbname
out_systems | OutSystems | | API_key, EnvironmentURL
outlook | Outlook | oauth | advanced_settings?:object, advanced_settings.api_scope?
pagerduty | Pagerduty | | api_key
parsehub | ParseHub | | api_key
percolate | Percolate | | client_id, client_secret, environment=production/sandbox/internal
pgp | PGP | | public_key?, private_key?, passphrase?
pingdom | Pingdom | | app_key, username, password
pipedrive | Pipedrive | | api_token
pivotal_tracker | Pivotal Tracker | | api_key?
postgresql | PostgreSQL | | profile, host, port, user, password?, dbname, schema_name?
postgresql_secondary | PostgreSQL (Secondary) | | profile, host, port, user, password?, dbname, schema_name?
product_hunt | Product Hunt | oauth | username
prontoforms | Prontoforms | | api_key, api_secret
propel | Propel | oauth | sandbox?:boolean
quickbase | Quick Base | | subdomain, user_token_auth:boolean, usertoken?, username?, password?
quickbase_secondary | Quick Base (Secondary) | | subdomain, user_token_auth:boolean, usertoken?, username?, password?
quip | Quip | | api_key
redshift | Redshift | | url, username, password, schema_name?
redshift_secondary | Redshift (Secondary) | | url, username, password, schema_name?
relateiq | SalesforceIQ | | api_key, api_secret
replicon | Replicon | | company, user_token_auth:boolean, usertoken?, username, password?, subdomain?
rest | HTTP | oauth | auth_type=no_auth/basic/headers/query/ntlm/oauth2_auth_code_grant/oauth2_client_credentials_grant/custom, profile, basic_user?, basic_password?, header_pair?, url_param?, oauth2_auth_url, oauth2_token_url, oauth2_client_id, oauth2_client_secret, param_type?=basic/payload, ssl_params?:boolean, ssl_client_cert?, ssl_client_key?, ssl_ca_cert?
rest_oauth | HTTP (OAuth2) | oauth | oauth2_auth_url, oauth2_token_url, oauth2_client_id, oauth2_client_secret
rest_secondary | HTTP (Secondary) | oauth | auth_type=no_auth/basic/headers/query/ntlm/oauth2_auth_code_grant/oauth2_client_credentials_grant/custom, profile, basic_user?, basic_password?, header_pair?, url_param?, oauth2_auth_url, oauth2_token_url, oauth2_client_id, oauth2_client_secret, param_type?=basic/payload, ssl_params?:boolean, ssl_client_cert?, ssl_client_key?, ssl_ca_cert?
revel_systems | Revel Systems | | subdomain, api_key, api_secret
ringcentral | RingCentral | oauth | development?:number
sagelive | Sage Live | oauth | sandbox?:boolean
salesforce | Salesforce | oauth | sandbox?:boolean, advanced_settings?:object, advanced_settings.custom_login_url?, advanced_settings.api_scope?
salesforce_marketing_cloud | Salesforce Marketing Cloud | | flag:boolean, instance=s1/s4/s6/s7/s10/test, instance_name, subdomain, client_id, client_secret
salesforce_secondary | Salesforce (Secondary) | oauth | sandbox?:boolean, advanced_settings?:object, advanced_settings.custom_login_url?, advanced_settings.api_scope?
sap | SAP RFC | | profile
sap_d4c | SAP D4C | | username, password, endpoint
sap_s4_hana_cloud | SAP OData | | domain, username, password, client?
sendgrid | SendGrid | | api_key
service_now | ServiceNow | oauth | authentication_type=basic/oauth, subdomain, username, password, client_id, client_secret
service_now_secondary | ServiceNow (Secondary) | oauth | authentication_type=basic/oauth, subdomain, username, password, client_id, client_secret
servicem8 | ServiceM8 | | user, password
shopify | Shopify | oauth | shop_name
showpad | Showpad | oauth | subdomain
slack_bot | Workbot for Slack | oauth | nlu_provider_shared_account_id?, advanced?:object, advanced.extra_tokens?, advanced.custom_help?
smartsheet | Smartsheet | oauth | advanced_settings?:object, advanced_settings.api_scope?
snowflake | Snowflake | | host, warehouse, database, user, password, schema_name?, db_timezone?:select
snowflake_secondary | Snowflake (Secondary) | | host, warehouse, database, user, password, schema_name?, db_timezone?:select
splunk | Splunk | | server_url, username, password
steelbrick | Salesforce CPQ | oauth | sandbox?:boolean
stripe | Stripe | oauth | demo?:boolean
taskray | TaskRay | oauth | sandbox?:boolean
trackvia | TrackVia | oauth | custom_domain?
tradeshift | Tradeshift | oauth | sandbox?:boolean
twilio | Twilio | | sid, token
unbounce | Unbounce | | api_key
veeva | Veeva CRM | oauth | sandbox?:boolean
vlocity | Vlocity | oauth | sandbox?:boolean
watson_tone_analyzer | Watson Tone Analyzer | | username, password
webmerge | WebMerge | | api_key, api_secret
woocommerce | WooCommerce | | consumer_key, consumer_secret, host, order_ids?
workato_app | RecipeOps by Workato | | connecting_to_account:boolean=current/other, email, api_key
workday | Workday | oauth | login, password, soap_api_version=29.0/32.2, tenant_id, base_uri, oauth:boolean, client_id?, client_secret?, refresh_token?, authorization_endpoint?, token_endpoint?
workday_rest | Workday REST | oauth | rest_api_endpoint, authorization_endpoint, token_endpoint, client_id, client_secret, refresh_token?
workfront | Workfront | | username, password, subdomain
workfront_secondary | Workfront (Secondary) | | username, password, subdomain
workplace_bot | Workbot for Workplace | oauth | custom_access_token?
wrike | Wrike | oauth | advanced_settings?:object, advanced_settings.api_scope?
wrike_secondary | Wrike (Secondary) | oauth | advanced_settings?:object, advanced_settings.api_scope?
wufoo | Wufoo | | api_key, subdomain
xactly | Xactly | | subdomain, client_id, consumer, username, password
xero | Xero | oauth | payroll?:boolean
zendesk | Zendesk | oauth | subdomain, authentication_type=basic/oauth, username, password
zendesk_secondary | Zendesk (Secondary) | oauth | subdomain, authentication_type=basic/oauth, username, password
zenefits | Zenefits | oauth |
zoho_invoice | Zoho Invoice | | auth_token, timezone?:select, data_center?=cn/eu/com
zohocrm | Zoho CRM | oauth | timezone?:select, data_center?=com.cn/eu/in/com
zuora | Zuora | | client_id, client_secret, environment=rest/rest.apisandbox/rest.pt1/rest.eu/rest.sandbox.eu, version
zuora_forcecom | Zuora for Salesforce | oauth | sandbox?:boolean
`;
