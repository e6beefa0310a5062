import type { ProfileLayer } from '../profile-layer';
import { civilCode } from './civil-code';
import {
  cityRoadRegulation,
  defaults,
  managementRegulation,
  propertyLaw,
  qualityRegulation,
} from './first-day';
import { jincheng } from './jincheng';
import { nationalChanges } from './national-changes';

/** Every layer there is; their order says nothing. */
export const shippedLayers: readonly ProfileLayer[] = [
  propertyLaw,
  managementRegulation,
  qualityRegulation,
  cityRoadRegulation,
  defaults,
  ...nationalChanges,
  civilCode,
  jincheng,
];
