import type { LocalIssuer } from '@anju/runtime/identity-local';
import { type Client, createClient } from './client';

/** What a token of a person in the story says, besides who issued it. */
export interface Claims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly division?: string;
  readonly communities?: readonly string[];
  readonly committee?: string;
  readonly owner?: string;
  readonly company?: string;
}

/** The public offices of the story; those bound to a community come into being on the way. */
export const offices = {
  cityBureau: { sub: 'city-bureau', roles: ['CITY_BUREAU'], division: '140500' },
  countyBureau: { sub: 'chengqu-bureau', roles: ['COUNTY_BUREAU'], division: '140502' },
  tianchangBureau: { sub: 'tianchang-bureau', roles: ['COUNTY_BUREAU'], division: '341181' },
  finance: { sub: 'chengqu-finance', roles: ['FINANCE'], division: '140502' },
  subdistrict: { sub: 'chengqu-subdistrict', roles: ['SUBDISTRICT_OFFICE'], division: '140502' },
  civilAffairs: { sub: 'chengqu-civil-affairs', roles: ['CIVIL_AFFAIRS'], division: '140502' },
  agency: { sub: 'partner-agency', roles: ['AGENCY'] },
  operator: { sub: 'operator', roles: ['OPERATOR'] },
} satisfies Record<string, Claims>;

/** Speaks to an endpoint in anybody's name, with tokens of the sandbox's own issuer. */
export interface Actors {
  readonly as: (claims: Claims, language?: 'zh' | 'en') => Promise<Client>;
  readonly anybody: Client;
}

export const createActors = (url: string, issuer: LocalIssuer): Actors => ({
  as: async (claims, language) => createClient(url, await issuer.mint(claims, tokenDays * 86_400), language),
  anybody: createClient(url, null),
});

/** How long a sandbox's tokens last. */
export const tokenDays = 30;
