/* eslint-disable max-lines -- written by `npm run generate` from the table of connectors: change table.ts, not this */
/**
 * What connectors take in `input`, for the compiler and for editors. Types only: nothing of this is loaded by a program.
 * Facts of 2024-05, not authoritative: connectors have changed since, and custom connectors are not listed.
 */
import type { AnyText, FurtherParameters, OpenInput } from "./openInput";
import type * as pulumi from "@pulumi/pulumi";

/** The connectors that we know. There are more, such as custom ones. */
export type ConnectorName = keyof ConnectorInputs;

/**
 * What the connector `P` takes in `input`. Every parameter is optional, and there may be further ones. A connector that we do
 * not know, or that is not known when the program is compiled, takes anything.
 */
// While P is open, the compiler takes the union of all connectors for the condition: the outer one keeps it from that.
export type ConnectorInput<P> = (
  P & string extends ConnectorName ? ConnectorInputs[Extract<P, ConnectorName>] : OpenInput
) extends infer Input
  ? Input
  : never;

/** What every connector that we know takes in `input`. */
export interface ConnectorInputs {
  readonly active_directory: ActiveDirectoryInput;
  readonly active_reg_online: ActiveRegOnlineInput;
  readonly adp7: Adp7Input;
  readonly air_regi: AirRegiInput;
  readonly airbrake: AirbrakeInput;
  readonly airtable: AirtableInput;
  readonly amazon_lex_nlu: AmazonLexNluInput;
  readonly amazon_s3: AmazonS3Input;
  readonly amazon_s3_secondary: AmazonS3Input;
  readonly amcards: AmcardsInput;
  readonly anaplan: AnaplanInput;
  readonly api_ai_nlu: ApiAiNluInput;
  readonly apttus: ApttusInput;
  readonly apttus_intelligent_cloud: ApttusIntelligentCloudInput;
  readonly ariba: AribaInput;
  readonly ascent_erp: AscentErpInput;
  readonly aws_cognito: AwsCognitoInput;
  readonly aws_lambda: AwsLambdaInput;
  readonly aws_sns: AwsSnsInput;
  readonly bamboohr: BamboohrInput;
  readonly basecamp: BasecampInput;
  readonly bigtincan: BigtincanInput;
  readonly bitbucket: BitbucketInput;
  readonly box: BoxInput;
  readonly brick_ftp: BrickFtpInput;
  readonly capsulecrm: CapsulecrmInput;
  readonly chargify: ChargifyInput;
  readonly clearbit: ClearbitInput;
  readonly cloud_watch: CloudWatchInput;
  readonly codeship: CodeshipInput;
  readonly concur: ConcurInput;
  readonly confluence: ConfluenceInput;
  readonly confluence_secondary: ConfluenceInput;
  readonly coupa: CoupaInput;
  readonly cxml: CxmlInput;
  readonly docparser: DocparserInput;
  readonly docusign: DocusignInput;
  readonly docusign_secondary: DocusignInput;
  readonly etapestry: EtapestryInput;
  readonly fairsail: FairsailInput;
  readonly financialforce: FinancialforceInput;
  readonly fresh_books: FreshBooksInput;
  readonly ftps: FtpsInput;
  readonly fullcontact: FullcontactInput;
  readonly gmail: GmailInput;
  readonly goombal: GoombalInput;
  readonly hipchat: HipchatInput;
  readonly hubspot: HubspotInput;
  readonly insightly: InsightlyInput;
  readonly intacct: IntacctInput;
  readonly intercom: IntercomInput;
  readonly jdbc: JdbcInput;
  readonly jdbc_secondary: JdbcInput;
  readonly jenkins: JenkinsInput;
  readonly jira: JiraInput;
  readonly jira_secondary: JiraSecondaryInput;
  readonly jira_service_desk: JiraServiceDeskInput;
  readonly jms: JmsInput;
  readonly jobscience: JobscienceInput;
  readonly jobvite: JobviteInput;
  readonly jump_cloud: JumpCloudInput;
  readonly jwt: JwtInput;
  readonly kafka: KafkaInput;
  readonly kenandy: KenandyInput;
  readonly knack: KnackInput;
  readonly librato: LibratoInput;
  readonly magento: MagentoInput;
  readonly marketo: MarketoInput;
  readonly marketo_secondary: MarketoInput;
  readonly microsoft_dynamics_crm: MicrosoftDynamicsCrmInput;
  readonly microsoft_sharepoint: MicrosoftSharepointInput;
  readonly miro_board: MiroBoardInput;
  readonly mixpanel: MixpanelInput;
  readonly mssql: MssqlInput;
  readonly mssql_secondary: MssqlInput;
  readonly mysql: MysqlInput;
  readonly mysql_secondary: MysqlInput;
  readonly namely: NamelyInput;
  readonly nationbuilder: NationbuilderInput;
  readonly new_relic: NewRelicInput;
  readonly okta: OktaInput;
  readonly okta_secondary: OktaInput;
  readonly onprem_command_line_scripts: OnpremCommandLineScriptsInput;
  readonly onprem_files: OnpremFilesInput;
  readonly onprem_files_secondary: OnpremFilesInput;
  readonly oracle: OracleInput;
  readonly oracle_ebs: OracleEbsInput;
  readonly oracle_fusion: OracleFusionInput;
  readonly oracle_secondary: OracleInput;
  readonly out_systems: OutSystemsInput;
  readonly outlook: OutlookInput;
  readonly pagerduty: PagerdutyInput;
  readonly parsehub: ParsehubInput;
  readonly percolate: PercolateInput;
  readonly pgp: PgpInput;
  readonly pingdom: PingdomInput;
  readonly pipedrive: PipedriveInput;
  readonly pivotal_tracker: PivotalTrackerInput;
  readonly postgresql: PostgresqlInput;
  readonly postgresql_secondary: PostgresqlInput;
  readonly product_hunt: ProductHuntInput;
  readonly prontoforms: ProntoformsInput;
  readonly propel: PropelInput;
  readonly quickbase: QuickbaseInput;
  readonly quickbase_secondary: QuickbaseInput;
  readonly quip: QuipInput;
  readonly redshift: RedshiftInput;
  readonly redshift_secondary: RedshiftInput;
  readonly relateiq: RelateiqInput;
  readonly replicon: RepliconInput;
  readonly rest: RestInput;
  readonly rest_oauth: RestOauthInput;
  readonly rest_secondary: RestInput;
  readonly revel_systems: RevelSystemsInput;
  readonly ringcentral: RingcentralInput;
  readonly sagelive: SageliveInput;
  readonly salesforce: SalesforceInput;
  readonly salesforce_marketing_cloud: SalesforceMarketingCloudInput;
  readonly salesforce_secondary: SalesforceInput;
  readonly sap: SapInput;
  readonly sap_d4c: SapD4cInput;
  readonly sap_s4_hana_cloud: SapS4HanaCloudInput;
  readonly sendgrid: SendgridInput;
  readonly service_now: ServiceNowInput;
  readonly service_now_secondary: ServiceNowInput;
  readonly servicem8: Servicem8Input;
  readonly shopify: ShopifyInput;
  readonly showpad: ShowpadInput;
  readonly slack_bot: SlackBotInput;
  readonly smartsheet: SmartsheetInput;
  readonly snowflake: SnowflakeInput;
  readonly snowflake_secondary: SnowflakeInput;
  readonly splunk: SplunkInput;
  readonly steelbrick: SteelbrickInput;
  readonly stripe: StripeInput;
  readonly taskray: TaskrayInput;
  readonly trackvia: TrackviaInput;
  readonly tradeshift: TradeshiftInput;
  readonly twilio: TwilioInput;
  readonly unbounce: UnbounceInput;
  readonly veeva: VeevaInput;
  readonly vlocity: VlocityInput;
  readonly watson_tone_analyzer: WatsonToneAnalyzerInput;
  readonly webmerge: WebmergeInput;
  readonly woocommerce: WoocommerceInput;
  readonly workato_app: WorkatoAppInput;
  readonly workday: WorkdayInput;
  readonly workday_rest: WorkdayRestInput;
  readonly workfront: WorkfrontInput;
  readonly workfront_secondary: WorkfrontInput;
  readonly workplace_bot: WorkplaceBotInput;
  readonly wrike: WrikeInput;
  readonly wrike_secondary: WrikeInput;
  readonly wufoo: WufooInput;
  readonly xactly: XactlyInput;
  readonly xero: XeroInput;
  readonly zendesk: ZendeskInput;
  readonly zendesk_secondary: ZendeskInput;
  readonly zenefits: ZenefitsInput;
  readonly zoho_invoice: ZohoInvoiceInput;
  readonly zohocrm: ZohocrmInput;
  readonly zuora: ZuoraInput;
  readonly zuora_forcecom: ZuoraForcecomInput;
}

/** Parameters of Active Directory (`active_directory`). */
export interface ActiveDirectoryInput extends FurtherParameters {
  /** Company identifier. */
  readonly company_identifier?: pulumi.Input<string>;
  /** FTP host. */
  readonly ftp_host?: pulumi.Input<string>;
  /** FTP user. */
  readonly ftp_user?: pulumi.Input<string>;
  /** FTP password. Credential. */
  readonly ftp_password?: pulumi.Input<string>;
  /** PGP key. Credential. */
  readonly pgp_key?: pulumi.Input<string>;
}

/** Parameters of RegOnline® by Lanyon (`active_reg_online`). */
export interface ActiveRegOnlineInput extends FurtherParameters {
  /** API token. Credential. */
  readonly api_token?: pulumi.Input<string>;
}

/** Parameters of ADP Workforce Now (`adp7`). */
export interface Adp7Input extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
  /** SSL client cert. Credential. */
  readonly ssl_client_cert?: pulumi.Input<string>;
  /** SSL client key. Credential. */
  readonly ssl_client_key?: pulumi.Input<string>;
  /** SSL key passphrase. Credential. Optional. */
  readonly ssl_key_passphrase?: pulumi.Input<string>;
  /** Unmask. Optional. */
  readonly unmask?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of AirREGI (`air_regi`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export type AirRegiInput = FurtherParameters;

/** Parameters of Airbrake (`airbrake`). */
export interface AirbrakeInput extends FurtherParameters {
  /** API key. Credential. Optional. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Airtable (`airtable`). */
export interface AirtableInput extends FurtherParameters {
  /** Authentication type. Known values: `OAuth 2.0`, `Personal access token`, `API key (Deprecated)`. */
  readonly authentication_type?: pulumi.Input<"OAuth 2.0" | "Personal access token" | "API key (Deprecated)" | AnyText>;
  /** Personal access token. Credential. Optional. */
  readonly personal_access_token?: pulumi.Input<string>;
}

/** Parameters of Amazon Lex (`amazon_lex_nlu`). */
export interface AmazonLexNluInput extends FurtherParameters {
  /** Bot name. */
  readonly bot_name?: pulumi.Input<string>;
  /** Bot alias. */
  readonly bot_alias?: pulumi.Input<string>;
  /** Region. */
  readonly region?: pulumi.Input<string>;
  /** Access key ID. Credential. */
  readonly access_key_id?: pulumi.Input<string>;
  /** Secret access key. Credential. */
  readonly secret_access_key?: pulumi.Input<string>;
}

/** Parameters of Amazon S3 (`amazon_s3`). */
export interface AmazonS3Input extends FurtherParameters {
  /** Auth type. Takes `key_secret`, `role_based`. */
  readonly auth_type?: pulumi.Input<"key_secret" | "role_based">;
  /** Assume role. */
  readonly assume_role?: pulumi.Input<string>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Secret key. Credential. */
  readonly secret_key?: pulumi.Input<string>;
  /** External ID. Optional. */
  readonly external_id?: pulumi.Input<string | number>;
  /** Restrict to bucket. Optional. */
  readonly restrict_to_bucket?: pulumi.Input<string>;
  /** Restrict to path. Optional. */
  readonly restrict_to_path?: pulumi.Input<string>;
  /** Region. */
  readonly region?: pulumi.Input<string>;
  /** Download threads. Optional. */
  readonly download_threads?: pulumi.Input<string | number>;
}

/** Parameters of AMcards (`amcards`). */
export interface AmcardsInput extends FurtherParameters {
  /** Access token. Credential. */
  readonly access_token?: pulumi.Input<string>;
}

/** Parameters of Anaplan (`anaplan`). */
export interface AnaplanInput extends FurtherParameters {
  /** Authentication type. Takes `certificate_auth`, `basic_auth`. */
  readonly authentication_type?: pulumi.Input<"certificate_auth" | "basic_auth">;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Certificate. Credential. */
  readonly certificate?: pulumi.Input<string>;
  /** Private key. Credential. */
  readonly private_key?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Google Dialogflow (`api_ai_nlu`). */
export interface ApiAiNluInput extends FurtherParameters {
  /** Project name. Optional. */
  readonly project_name?: pulumi.Input<string>;
  /** Client access token. Credential. */
  readonly client_access_token?: pulumi.Input<string>;
}

/** Parameters of Apttus (`apttus`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface ApttusInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Apttus Intelligent Cloud (`apttus_intelligent_cloud`). */
export interface ApttusIntelligentCloudInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
  /** Directory ID. */
  readonly directory_id?: pulumi.Input<string | number>;
}

/** Parameters of Ariba (`ariba`). */
export interface AribaInput extends FurtherParameters {
  /** Network user ID. */
  readonly network_user_id?: pulumi.Input<string | number>;
  /** Shared secret. Credential. */
  readonly shared_secret?: pulumi.Input<string>;
  /** Buyer network user ID. */
  readonly buyer_network_user_id?: pulumi.Input<string | number>;
  /** Purchase order URL. */
  readonly purchase_order_url?: pulumi.Input<string>;
}

/** Parameters of AscentERP (`ascent_erp`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface AscentErpInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Amazon Cognito (`aws_cognito`). */
export interface AwsCognitoInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of AWS Lambda (`aws_lambda`). */
export interface AwsLambdaInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Secret key. Credential. */
  readonly secret_key?: pulumi.Input<string>;
  /** Region. */
  readonly region?: pulumi.Input<string>;
}

/** Parameters of Amazon SNS (`aws_sns`). */
export interface AwsSnsInput extends FurtherParameters {
  /** Access key ID. Credential. */
  readonly access_key_id?: pulumi.Input<string>;
  /** Secret access key. Credential. */
  readonly secret_access_key?: pulumi.Input<string>;
  /** Region. */
  readonly region?: pulumi.Input<string>;
}

/** Parameters of BambooHR (`bamboohr`). */
export interface BamboohrInput extends FurtherParameters {
  /** API token. Credential. */
  readonly api_token?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Basecamp 2 (`basecamp`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface BasecampInput extends FurtherParameters {
  /** Account ID. */
  readonly account_id?: pulumi.Input<number | `${number}`>;
}

/** Parameters of Bigtincan (`bigtincan`). */
export interface BigtincanInput extends FurtherParameters {
  /** User name. */
  readonly userName?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Org ID. */
  readonly orgId?: pulumi.Input<string>;
}

/** Parameters of Bitbucket (`bitbucket`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface BitbucketInput extends FurtherParameters {
  /** Hostname. Optional. */
  readonly hostname?: pulumi.Input<string>;
}

/** Parameters of Box (`box`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface BoxInput extends FurtherParameters {
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<BoxInputAdvancedSettings>;
}

/** `advanced_settings` of {@link BoxInput}. */
export interface BoxInputAdvancedSettings extends FurtherParameters {
  /** API scope. Optional. */
  readonly api_scope?: pulumi.Input<string>;
}

/** Parameters of BrickFTP (`brick_ftp`). */
export interface BrickFtpInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Capsule CRM (`capsulecrm`). */
export interface CapsulecrmInput extends FurtherParameters {
  /** API token. Credential. */
  readonly api_token?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Chargify (`chargify`). */
export interface ChargifyInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Clearbit (`clearbit`). */
export interface ClearbitInput extends FurtherParameters {
  /** API key. Credential. Optional. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Cloud Watch (`cloud_watch`). */
export interface CloudWatchInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Secret key. Credential. */
  readonly secret_key?: pulumi.Input<string>;
  /** Region. */
  readonly region?: pulumi.Input<string>;
}

/** Parameters of Codeship (`codeship`). */
export interface CodeshipInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Concur (`concur`). */
export interface ConcurInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
  /** User name. */
  readonly user_name?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Location. Takes `us-impl`, `emea-impl`. */
  readonly location?: pulumi.Input<"us-impl" | "emea-impl">;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of Confluence (`confluence`). */
export interface ConfluenceInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Root URI. */
  readonly root_uri?: pulumi.Input<string>;
  /** API token auth. Optional. */
  readonly api_token_auth?: pulumi.Input<number | `${number}`>;
  /** Email. */
  readonly email?: pulumi.Input<string>;
  /** API token. Credential. */
  readonly apitoken?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Coupa (`coupa`). */
export interface CoupaInput extends FurtherParameters {
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of cXML (`cxml`). */
export interface CxmlInput extends FurtherParameters {
  /** Network user ID. */
  readonly network_user_id?: pulumi.Input<string | number>;
  /** Shared secret. Credential. */
  readonly shared_secret?: pulumi.Input<string>;
  /** Buyer network user ID. */
  readonly buyer_network_user_id?: pulumi.Input<string | number>;
  /** Purchase order URL. */
  readonly purchase_order_url?: pulumi.Input<string>;
}

/** Parameters of docparser (`docparser`). */
export interface DocparserInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of DocuSign (`docusign`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface DocusignInput extends FurtherParameters {
  /** Demo. Optional. */
  readonly demo?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of eTapestry (`etapestry`). */
export interface EtapestryInput extends FurtherParameters {
  /** Login ID. */
  readonly loginId?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Fairsail (`fairsail`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface FairsailInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of FinancialForce (`financialforce`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface FinancialforceInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of FreshBooks (`fresh_books`). */
export interface FreshBooksInput extends FurtherParameters {
  /** Auth token. Credential. */
  readonly auth_token?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of FTP/FTPS (`ftps`). */
export interface FtpsInput extends FurtherParameters {
  /** Servertype. Takes `FTP-S`, `FTP`. */
  readonly servertype?: pulumi.Input<"FTP-S" | "FTP">;
  /** Verify cert. Optional. */
  readonly verify_cert?: pulumi.Input<boolean | "true" | "false">;
  /** Ftps conn. Optional. Takes `Explicit`, `Implicit`. */
  readonly ftps_conn?: pulumi.Input<"Explicit" | "Implicit">;
  /** Hostname. */
  readonly hostname?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of FullContact (`fullcontact`). */
export interface FullcontactInput extends FurtherParameters {
  /** API key. Credential. */
  readonly apiKey?: pulumi.Input<string>;
}

/** Parameters of Gmail (`gmail`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface GmailInput extends FurtherParameters {
  /** Read email permission. Optional. */
  readonly read_email_permission?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Goombal (`goombal`). */
export interface GoombalInput extends FurtherParameters {
  /** Email. */
  readonly Email?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly Password?: pulumi.Input<string>;
  /** Instance. Optional. */
  readonly instance?: pulumi.Input<string>;
}

/** Parameters of HipChat (`hipchat`). */
export interface HipchatInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Auth token. Credential. */
  readonly auth_token?: pulumi.Input<string>;
}

/** Parameters of HubSpot (`hubspot`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface HubspotInput extends FurtherParameters {
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<HubspotInputAdvancedSettings>;
}

/** `advanced_settings` of {@link HubspotInput}. */
export interface HubspotInputAdvancedSettings extends FurtherParameters {
  /** Scopes. Optional. */
  readonly scopes?: pulumi.Input<string>;
}

/** Parameters of Insightly (`insightly`). */
export interface InsightlyInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Sage Intacct (`intacct`). */
export interface IntacctInput extends FurtherParameters {
  /** Login username. */
  readonly login_username?: pulumi.Input<string>;
  /** Login password. Credential. */
  readonly login_password?: pulumi.Input<string>;
  /** Company ID. */
  readonly company_id?: pulumi.Input<string | number>;
  /** Location ID. Optional. */
  readonly location_id?: pulumi.Input<string | number>;
}

/** Parameters of Intercom (`intercom`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface IntercomInput extends FurtherParameters {
  /** User IDs. Optional. */
  readonly user_ids?: pulumi.Input<string>;
}

/** Parameters of JDBC (`jdbc`). */
export interface JdbcInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Schema name. Optional. */
  readonly schema_name?: pulumi.Input<string>;
}

/** Parameters of Jenkins (`jenkins`). */
export interface JenkinsInput extends FurtherParameters {
  /** Root URI. */
  readonly root_uri?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Jira (`jira`). */
export interface JiraInput extends FurtherParameters {
  /** Host name. */
  readonly host_name?: pulumi.Input<string>;
  /** Host URL. */
  readonly host_url?: pulumi.Input<string>;
  /** Auth type. Takes `api_token`, `oauth`. */
  readonly auth_type?: pulumi.Input<"api_token" | "oauth">;
  /** Email. Optional. */
  readonly email?: pulumi.Input<string>;
  /** API token. Credential. Optional. */
  readonly apitoken?: pulumi.Input<string>;
}

/** Parameters of Jira (Secondary) (`jira_secondary`). */
export interface JiraSecondaryInput extends FurtherParameters {
  /** Host name. */
  readonly host_name?: pulumi.Input<string>;
  /** Host URL. */
  readonly host_url?: pulumi.Input<string>;
  /** Auth type. Takes `api_token`. */
  readonly auth_type?: pulumi.Input<"api_token">;
  /** Email. Optional. */
  readonly email?: pulumi.Input<string>;
  /** API token. Credential. Optional. */
  readonly apitoken?: pulumi.Input<string>;
}

/** Parameters of JIRA Service Desk (`jira_service_desk`). */
export interface JiraServiceDeskInput extends FurtherParameters {
  /** Host name. */
  readonly host_name?: pulumi.Input<string>;
  /** Host URL. */
  readonly host_url?: pulumi.Input<string>;
  /** API token auth. */
  readonly api_token_auth?: pulumi.Input<boolean | "true" | "false">;
  /** Email. Optional. */
  readonly email?: pulumi.Input<string>;
  /** API token. Credential. Optional. */
  readonly apitoken?: pulumi.Input<string>;
}

/** Parameters of JMS (`jms`). */
export interface JmsInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
}

/** Parameters of JobScience (`jobscience`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface JobscienceInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Jobvite (`jobvite`). */
export interface JobviteInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Secret. Credential. */
  readonly secret?: pulumi.Input<string>;
  /** Use staging. */
  readonly use_staging?: pulumi.Input<boolean | "true" | "false">;
  /** Use v2. Optional. */
  readonly use_v2?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of JumpCloud (`jump_cloud`). */
export interface JumpCloudInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Org ID. Optional. */
  readonly org_id?: pulumi.Input<string | number>;
}

/** Parameters of JSON Web Token (JWT) (`jwt`). */
export interface JwtInput extends FurtherParameters {
  /** Alg. Takes `HS256`, `HS384`, `HS512`, `RS256`, `RS384`, `RS512`. */
  readonly alg?: pulumi.Input<"HS256" | "HS384" | "HS512" | "RS256" | "RS384" | "RS512">;
  /** HMAC secret. Credential. Optional. */
  readonly hmac_secret?: pulumi.Input<string>;
  /** Public key. Optional. */
  readonly public_key?: pulumi.Input<string>;
  /** Private key. Credential. Optional. */
  readonly private_key?: pulumi.Input<string>;
  /** Passphrase. Credential. Optional. */
  readonly passphrase?: pulumi.Input<string>;
}

/** Parameters of Apache Kafka (`kafka`). */
export interface KafkaInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
}

/** Parameters of Kenandy (`kenandy`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface KenandyInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Knack (`knack`). */
export interface KnackInput extends FurtherParameters {
  /** App ID. */
  readonly app_id?: pulumi.Input<string | number>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Librato (`librato`). */
export interface LibratoInput extends FurtherParameters {
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Magento 2 (`magento`). */
export interface MagentoInput extends FurtherParameters {
  /** Server. */
  readonly server?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Account type. Takes `admin`, `customer`. */
  readonly account_type?: pulumi.Input<"admin" | "customer">;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Marketo (`marketo`). */
export interface MarketoInput extends FurtherParameters {
  /** Endpoint. */
  readonly endpoint?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of Microsoft Dynamics 365 (`microsoft_dynamics_crm`). */
export interface MicrosoftDynamicsCrmInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Account type. Takes `onpremises`, `online`. */
  readonly account_type?: pulumi.Input<"onpremises" | "online">;
  /** ADFS name. Optional. */
  readonly adfs_name?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. Optional. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of Microsoft Sharepoint (`microsoft_sharepoint`). */
export interface MicrosoftSharepointInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Domain. */
  readonly domain?: pulumi.Input<string>;
  /** Client ID. Optional. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. Optional. */
  readonly client_secret?: pulumi.Input<string>;
  /** Connection siteurl. Optional. */
  readonly connection_siteurl?: pulumi.Input<string>;
}

/** Parameters of Miro (`miro_board`). */
export interface MiroBoardInput extends FurtherParameters {
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of Mixpanel (`mixpanel`). */
export interface MixpanelInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** API secret. Credential. */
  readonly api_secret?: pulumi.Input<string>;
}

/** Parameters of SQL Server (`mssql`). */
export interface MssqlInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Port. Optional. */
  readonly port?: pulumi.Input<string | number>;
  /** Database. */
  readonly database?: pulumi.Input<string>;
  /** Azure. Optional. */
  readonly azure?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of MySQL (`mysql`). */
export interface MysqlInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Port. */
  readonly port?: pulumi.Input<string | number>;
  /** Database. */
  readonly database?: pulumi.Input<string>;
}

/** Parameters of Namely (`namely`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface NamelyInput extends FurtherParameters {
  /** Company. */
  readonly company?: pulumi.Input<string>;
}

/** Parameters of NationBuilder (`nationbuilder`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface NationbuilderInput extends FurtherParameters {
  /** Slug. */
  readonly slug?: pulumi.Input<string>;
}

/** Parameters of New Relic (`new_relic`). */
export interface NewRelicInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Okta (`okta`). */
export interface OktaInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of On-prem command-line scripts (`onprem_command_line_scripts`). */
export interface OnpremCommandLineScriptsInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
}

/** Parameters of On-prem files (`onprem_files`). */
export interface OnpremFilesInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
}

/** Parameters of Oracle (`oracle`). */
export interface OracleInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Port. Optional. */
  readonly port?: pulumi.Input<string | number>;
  /** User. */
  readonly user?: pulumi.Input<string>;
  /** Password. Credential. Optional. */
  readonly password?: pulumi.Input<string>;
  /** Dbname. */
  readonly dbname?: pulumi.Input<string>;
}

/** Parameters of Oracle E-Business Suite (`oracle_ebs`). */
export interface OracleEbsInput extends FurtherParameters {
  /** Instance URL. */
  readonly instance_url?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** User service name. */
  readonly user_service_name?: pulumi.Input<string>;
}

/** Parameters of Oracle Fusion (`oracle_fusion`). */
export interface OracleFusionInput extends FurtherParameters {
  /** User. */
  readonly user?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of OutSystems (`out_systems`). */
export interface OutSystemsInput extends FurtherParameters {
  /** API key. Credential. */
  readonly API_key?: pulumi.Input<string>;
  /** Environment URL. */
  readonly EnvironmentURL?: pulumi.Input<string>;
}

/** Parameters of Outlook (`outlook`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface OutlookInput extends FurtherParameters {
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<OutlookInputAdvancedSettings>;
}

/** `advanced_settings` of {@link OutlookInput}. */
export interface OutlookInputAdvancedSettings extends FurtherParameters {
  /** API scope. Optional. */
  readonly api_scope?: pulumi.Input<string>;
}

/** Parameters of Pagerduty (`pagerduty`). */
export interface PagerdutyInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of ParseHub (`parsehub`). */
export interface ParsehubInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Percolate (`percolate`). */
export interface PercolateInput extends FurtherParameters {
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
  /** Environment. Takes `production`, `sandbox`, `internal`. */
  readonly environment?: pulumi.Input<"production" | "sandbox" | "internal">;
}

/** Parameters of PGP (`pgp`). */
export interface PgpInput extends FurtherParameters {
  /** Public key. Optional. */
  readonly public_key?: pulumi.Input<string>;
  /** Private key. Credential. Optional. */
  readonly private_key?: pulumi.Input<string>;
  /** Passphrase. Credential. Optional. */
  readonly passphrase?: pulumi.Input<string>;
}

/** Parameters of Pingdom (`pingdom`). */
export interface PingdomInput extends FurtherParameters {
  /** App key. Credential. */
  readonly app_key?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Pipedrive (`pipedrive`). */
export interface PipedriveInput extends FurtherParameters {
  /** API token. Credential. */
  readonly api_token?: pulumi.Input<string>;
}

/** Parameters of Pivotal Tracker (`pivotal_tracker`). */
export interface PivotalTrackerInput extends FurtherParameters {
  /** API key. Credential. Optional. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of PostgreSQL (`postgresql`). */
export interface PostgresqlInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Port. */
  readonly port?: pulumi.Input<string | number>;
  /** User. */
  readonly user?: pulumi.Input<string>;
  /** Password. Credential. Optional. */
  readonly password?: pulumi.Input<string>;
  /** Dbname. */
  readonly dbname?: pulumi.Input<string>;
  /** Schema name. Optional. */
  readonly schema_name?: pulumi.Input<string>;
}

/** Parameters of Product Hunt (`product_hunt`). */
export interface ProductHuntInput extends FurtherParameters {
  /** Username. */
  readonly username?: pulumi.Input<string>;
}

/** Parameters of Prontoforms (`prontoforms`). */
export interface ProntoformsInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** API secret. Credential. */
  readonly api_secret?: pulumi.Input<string>;
}

/** Parameters of Propel (`propel`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface PropelInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Quick Base (`quickbase`). */
export interface QuickbaseInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** User token auth. */
  readonly user_token_auth?: pulumi.Input<boolean | "true" | "false">;
  /** User token. Credential. Optional. */
  readonly usertoken?: pulumi.Input<string>;
  /** Username. Optional. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. Optional. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Quip (`quip`). */
export interface QuipInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Redshift (`redshift`). */
export interface RedshiftInput extends FurtherParameters {
  /** URL. */
  readonly url?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Schema name. Optional. */
  readonly schema_name?: pulumi.Input<string>;
}

/** Parameters of SalesforceIQ (`relateiq`). */
export interface RelateiqInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** API secret. Credential. */
  readonly api_secret?: pulumi.Input<string>;
}

/** Parameters of Replicon (`replicon`). */
export interface RepliconInput extends FurtherParameters {
  /** Company. */
  readonly company?: pulumi.Input<string>;
  /** User token auth. */
  readonly user_token_auth?: pulumi.Input<boolean | "true" | "false">;
  /** User token. Credential. Optional. */
  readonly usertoken?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. Optional. */
  readonly password?: pulumi.Input<string>;
  /** Subdomain. Optional. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of HTTP (`rest`). */
export interface RestInput extends FurtherParameters {
  /** Auth type. Takes `no_auth`, `basic`, `headers`, `query`, `ntlm`, `oauth2_auth_code_grant`, `oauth2_client_credentials_grant`, `custom`. */
  readonly auth_type?: pulumi.Input<
    | "no_auth"
    | "basic"
    | "headers"
    | "query"
    | "ntlm"
    | "oauth2_auth_code_grant"
    | "oauth2_client_credentials_grant"
    | "custom"
  >;
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
  /** Basic user. Optional. */
  readonly basic_user?: pulumi.Input<string>;
  /** Basic password. Credential. Optional. */
  readonly basic_password?: pulumi.Input<string>;
  /** Header pair. Optional. */
  readonly header_pair?: pulumi.Input<string>;
  /** URL param. Optional. */
  readonly url_param?: pulumi.Input<string>;
  /** OAuth2 auth URL. */
  readonly oauth2_auth_url?: pulumi.Input<string>;
  /** OAuth2 token URL. */
  readonly oauth2_token_url?: pulumi.Input<string>;
  /** OAuth2 client ID. */
  readonly oauth2_client_id?: pulumi.Input<string | number>;
  /** OAuth2 client secret. Credential. */
  readonly oauth2_client_secret?: pulumi.Input<string>;
  /** Param type. Optional. Takes `basic`, `payload`. */
  readonly param_type?: pulumi.Input<"basic" | "payload">;
  /** SSL params. Optional. */
  readonly ssl_params?: pulumi.Input<boolean | "true" | "false">;
  /** SSL client cert. Credential. Optional. */
  readonly ssl_client_cert?: pulumi.Input<string>;
  /** SSL client key. Credential. Optional. */
  readonly ssl_client_key?: pulumi.Input<string>;
  /** SSL CA cert. Credential. Optional. */
  readonly ssl_ca_cert?: pulumi.Input<string>;
}

/** Parameters of HTTP (OAuth2) (`rest_oauth`). */
export interface RestOauthInput extends FurtherParameters {
  /** OAuth2 auth URL. */
  readonly oauth2_auth_url?: pulumi.Input<string>;
  /** OAuth2 token URL. */
  readonly oauth2_token_url?: pulumi.Input<string>;
  /** OAuth2 client ID. */
  readonly oauth2_client_id?: pulumi.Input<string | number>;
  /** OAuth2 client secret. Credential. */
  readonly oauth2_client_secret?: pulumi.Input<string>;
}

/** Parameters of Revel Systems (`revel_systems`). */
export interface RevelSystemsInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** API secret. Credential. */
  readonly api_secret?: pulumi.Input<string>;
}

/** Parameters of RingCentral (`ringcentral`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface RingcentralInput extends FurtherParameters {
  /** Development. Optional. */
  readonly development?: pulumi.Input<number | `${number}`>;
}

/** Parameters of Sage Live (`sagelive`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface SageliveInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Salesforce (`salesforce`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface SalesforceInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<SalesforceInputAdvancedSettings>;
}

/** `advanced_settings` of {@link SalesforceInput}. */
export interface SalesforceInputAdvancedSettings extends FurtherParameters {
  /** Custom login URL. Optional. */
  readonly custom_login_url?: pulumi.Input<string>;
  /** API scope. Optional. */
  readonly api_scope?: pulumi.Input<string>;
}

/** Parameters of Salesforce Marketing Cloud (`salesforce_marketing_cloud`). */
export interface SalesforceMarketingCloudInput extends FurtherParameters {
  /** Flag. */
  readonly flag?: pulumi.Input<boolean | "true" | "false">;
  /** Instance. Takes `s1`, `s4`, `s6`, `s7`, `s10`, `test`. */
  readonly instance?: pulumi.Input<"s1" | "s4" | "s6" | "s7" | "s10" | "test">;
  /** Instance name. */
  readonly instance_name?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of SAP RFC (`sap`). */
export interface SapInput extends FurtherParameters {
  /** Profile. */
  readonly profile?: pulumi.Input<string>;
}

/** Parameters of SAP D4C (`sap_d4c`). */
export interface SapD4cInput extends FurtherParameters {
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Endpoint. */
  readonly endpoint?: pulumi.Input<string>;
}

/** Parameters of SAP OData (`sap_s4_hana_cloud`). */
export interface SapS4HanaCloudInput extends FurtherParameters {
  /** Domain. */
  readonly domain?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Client. Optional. */
  readonly client?: pulumi.Input<string>;
}

/** Parameters of SendGrid (`sendgrid`). */
export interface SendgridInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of ServiceNow (`service_now`). */
export interface ServiceNowInput extends FurtherParameters {
  /** Authentication type. Takes `basic`, `oauth`. */
  readonly authentication_type?: pulumi.Input<"basic" | "oauth">;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
}

/** Parameters of ServiceM8 (`servicem8`). */
export interface Servicem8Input extends FurtherParameters {
  /** User. */
  readonly user?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Shopify (`shopify`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface ShopifyInput extends FurtherParameters {
  /** Shop name. */
  readonly shop_name?: pulumi.Input<string>;
}

/** Parameters of Showpad (`showpad`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface ShowpadInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Workbot for Slack (`slack_bot`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface SlackBotInput extends FurtherParameters {
  /** NLU provider shared account ID. Optional. */
  readonly nlu_provider_shared_account_id?: pulumi.Input<string | number>;
  /** Advanced. Optional. */
  readonly advanced?: pulumi.Input<SlackBotInputAdvanced>;
}

/** `advanced` of {@link SlackBotInput}. */
export interface SlackBotInputAdvanced extends FurtherParameters {
  /** Extra tokens. Credential. Optional. */
  readonly extra_tokens?: pulumi.Input<string>;
  /** Custom help. Optional. */
  readonly custom_help?: pulumi.Input<string>;
}

/** Parameters of Smartsheet (`smartsheet`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface SmartsheetInput extends FurtherParameters {
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<SmartsheetInputAdvancedSettings>;
}

/** `advanced_settings` of {@link SmartsheetInput}. */
export interface SmartsheetInputAdvancedSettings extends FurtherParameters {
  /** API scope. Optional. */
  readonly api_scope?: pulumi.Input<string>;
}

/** Parameters of Snowflake (`snowflake`). */
export interface SnowflakeInput extends FurtherParameters {
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Warehouse. */
  readonly warehouse?: pulumi.Input<string>;
  /** Database. */
  readonly database?: pulumi.Input<string>;
  /** User. */
  readonly user?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Schema name. Optional. */
  readonly schema_name?: pulumi.Input<string>;
  /** Db timezone. Optional. */
  readonly db_timezone?: pulumi.Input<string>;
}

/** Parameters of Splunk (`splunk`). */
export interface SplunkInput extends FurtherParameters {
  /** Server URL. */
  readonly server_url?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Salesforce CPQ (`steelbrick`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface SteelbrickInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Stripe (`stripe`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface StripeInput extends FurtherParameters {
  /** Demo. Optional. */
  readonly demo?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of TaskRay (`taskray`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface TaskrayInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of TrackVia (`trackvia`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface TrackviaInput extends FurtherParameters {
  /** Custom domain. Optional. */
  readonly custom_domain?: pulumi.Input<string>;
}

/** Parameters of Tradeshift (`tradeshift`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface TradeshiftInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Twilio (`twilio`). */
export interface TwilioInput extends FurtherParameters {
  /** Sid. */
  readonly sid?: pulumi.Input<string>;
  /** Token. Credential. */
  readonly token?: pulumi.Input<string>;
}

/** Parameters of Unbounce (`unbounce`). */
export interface UnbounceInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Veeva CRM (`veeva`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface VeevaInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Vlocity (`vlocity`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface VlocityInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Watson Tone Analyzer (`watson_tone_analyzer`). */
export interface WatsonToneAnalyzerInput extends FurtherParameters {
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of WebMerge (`webmerge`). */
export interface WebmergeInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** API secret. Credential. */
  readonly api_secret?: pulumi.Input<string>;
}

/** Parameters of WooCommerce (`woocommerce`). */
export interface WoocommerceInput extends FurtherParameters {
  /** Consumer key. Credential. */
  readonly consumer_key?: pulumi.Input<string>;
  /** Consumer secret. Credential. */
  readonly consumer_secret?: pulumi.Input<string>;
  /** Host. */
  readonly host?: pulumi.Input<string>;
  /** Order IDs. Optional. */
  readonly order_ids?: pulumi.Input<string>;
}

/** Parameters of RecipeOps by Workato (`workato_app`). */
export interface WorkatoAppInput extends FurtherParameters {
  /** Connecting to account. Takes `current`, `other`. */
  readonly connecting_to_account?: pulumi.Input<boolean | "current" | "other">;
  /** Email. */
  readonly email?: pulumi.Input<string>;
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
}

/** Parameters of Workday (`workday`). */
export interface WorkdayInput extends FurtherParameters {
  /** Login. */
  readonly login?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** SOAP API version. Known values: `29.0`, `32.2`. */
  readonly soap_api_version?: pulumi.Input<"29.0" | "32.2" | AnyText>;
  /** Tenant ID. */
  readonly tenant_id?: pulumi.Input<string | number>;
  /** Base URI. */
  readonly base_uri?: pulumi.Input<string>;
  /** OAuth. */
  readonly oauth?: pulumi.Input<boolean | "true" | "false">;
  /** Client ID. Optional. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. Optional. */
  readonly client_secret?: pulumi.Input<string>;
  /** Refresh token. Credential. Optional. */
  readonly refresh_token?: pulumi.Input<string>;
  /** Authorization endpoint. Optional. */
  readonly authorization_endpoint?: pulumi.Input<string>;
  /** Token endpoint. Optional. */
  readonly token_endpoint?: pulumi.Input<string>;
}

/** Parameters of Workday REST (`workday_rest`). */
export interface WorkdayRestInput extends FurtherParameters {
  /** REST API endpoint. */
  readonly rest_api_endpoint?: pulumi.Input<string>;
  /** Authorization endpoint. */
  readonly authorization_endpoint?: pulumi.Input<string>;
  /** Token endpoint. */
  readonly token_endpoint?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
  /** Refresh token. Credential. Optional. */
  readonly refresh_token?: pulumi.Input<string>;
}

/** Parameters of Workfront (`workfront`). */
export interface WorkfrontInput extends FurtherParameters {
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Workbot for Workplace (`workplace_bot`). */
export interface WorkplaceBotInput extends FurtherParameters {
  /** Custom access token. Credential. Optional. */
  readonly custom_access_token?: pulumi.Input<string>;
}

/** Parameters of Wrike (`wrike`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface WrikeInput extends FurtherParameters {
  /** Advanced settings. Optional. */
  readonly advanced_settings?: pulumi.Input<WrikeInputAdvancedSettings>;
}

/** `advanced_settings` of {@link WrikeInput}. */
export interface WrikeInputAdvancedSettings extends FurtherParameters {
  /** API scope. Optional. */
  readonly api_scope?: pulumi.Input<string>;
}

/** Parameters of Wufoo (`wufoo`). */
export interface WufooInput extends FurtherParameters {
  /** API key. Credential. */
  readonly api_key?: pulumi.Input<string>;
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
}

/** Parameters of Xactly (`xactly`). */
export interface XactlyInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Consumer. */
  readonly consumer?: pulumi.Input<string>;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Xero (`xero`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface XeroInput extends FurtherParameters {
  /** Payroll. Optional. */
  readonly payroll?: pulumi.Input<boolean | "true" | "false">;
}

/** Parameters of Zendesk (`zendesk`). */
export interface ZendeskInput extends FurtherParameters {
  /** Subdomain. */
  readonly subdomain?: pulumi.Input<string>;
  /** Authentication type. Takes `basic`, `oauth`. */
  readonly authentication_type?: pulumi.Input<"basic" | "oauth">;
  /** Username. */
  readonly username?: pulumi.Input<string>;
  /** Password. Credential. */
  readonly password?: pulumi.Input<string>;
}

/** Parameters of Zenefits (`zenefits`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export type ZenefitsInput = FurtherParameters;

/** Parameters of Zoho Invoice (`zoho_invoice`). */
export interface ZohoInvoiceInput extends FurtherParameters {
  /** Auth token. Credential. */
  readonly auth_token?: pulumi.Input<string>;
  /** Timezone. Optional. */
  readonly timezone?: pulumi.Input<string>;
  /** Data center. Optional. Takes `cn`, `eu`, `com`. */
  readonly data_center?: pulumi.Input<"cn" | "eu" | "com">;
}

/** Parameters of Zoho CRM (`zohocrm`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface ZohocrmInput extends FurtherParameters {
  /** Timezone. Optional. */
  readonly timezone?: pulumi.Input<string>;
  /** Data center. Optional. Takes `com.cn`, `eu`, `in`, `com`. */
  readonly data_center?: pulumi.Input<"com.cn" | "eu" | "in" | "com">;
}

/** Parameters of Zuora (`zuora`). */
export interface ZuoraInput extends FurtherParameters {
  /** Client ID. */
  readonly client_id?: pulumi.Input<string>;
  /** Client secret. Credential. */
  readonly client_secret?: pulumi.Input<string>;
  /** Environment. Takes `rest`, `rest.apisandbox`, `rest.pt1`, `rest.eu`, `rest.sandbox.eu`. */
  readonly environment?: pulumi.Input<"rest" | "rest.apisandbox" | "rest.pt1" | "rest.eu" | "rest.sandbox.eu">;
  /** Version. */
  readonly version?: pulumi.Input<string>;
}

/** Parameters of Zuora for Salesforce (`zuora_forcecom`). Only someone at the customer can authorize it: set `shellConnection: true`. */
export interface ZuoraForcecomInput extends FurtherParameters {
  /** Sandbox. Optional. */
  readonly sandbox?: pulumi.Input<boolean | "true" | "false">;
}
