import type { ProfileLayer } from '../profile-layer';
import { civilCode } from './civil-code';
import { firstDayLayers } from './first-day';
import { jincheng } from './jincheng';
import { nationalChanges } from './national-changes';

/** Every layer there is; their order says nothing. */
export const shippedLayers: readonly ProfileLayer[] = [
  ...firstDayLayers,
  ...nationalChanges,
  civilCode,
  jincheng,
];
