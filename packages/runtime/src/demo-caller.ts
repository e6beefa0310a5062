import { type Caller, publicClaims } from './caller';

/** In whose name a service that starts alone with `--demo` enters what is its own: the county's office. */
export const demoCaller: Caller = {
  ...publicClaims,
  subject: 'demo',
  roles: new Set(['COUNTY_BUREAU']),
  division: '140502',
  language: 'en',
  requestId: 'demo',
  traceparent: null,
};
