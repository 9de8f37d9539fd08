/** A custom OAuth profile, as `GET /api/custom_oauth_profiles/:id` answers it. */
export interface OAuthProfile {
  readonly profileId: string;
  readonly name: string | null;
  readonly provider: string | null;
  /** Customers that the profile is assigned to (`oem_customers_count`). */
  readonly assignedCustomers: number | null;
}
