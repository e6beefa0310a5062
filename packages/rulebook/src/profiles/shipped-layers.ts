import type { ProfileLayer } from '../thresholds';
import { civilCode } from './civil-code';
import { jincheng } from './jincheng';
import { nationalChanges } from './national-changes';
import { propertyLaw } from './property-law';

/** Every layer there is. `propertyLaw` is the first and sets every field. */
export const shippedLayers: readonly ProfileLayer[] = [
  propertyLaw,
  ...nationalChanges,
  civilCode,
  ...jincheng,
];
