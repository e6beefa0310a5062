import { atLeast } from '@anju/values/fraction';
import type { ProfileLayer } from '../profile-layer';

/**
 * What is the city's own to set, equal to the rule book's figures until its texts are read: the bodies of
 * 晋城市物业管理条例 (approved 2022-12-09, start date not found) and of the provincial regulation of 2026 are not known
 * here (CONV-6). What they set becomes a further layer each, of its own level, and no code changes.
 */
export const jincheng: ProfileLayer = {
  text: '晋城市居民参与比例默认值 / default household ratios of Jincheng',
  level: 'DEFAULT',
  maker: 'Anju',
  division: '140500',
  from: '2021-01-01',
  changes: {
    householdGate: {
      participation: atLeast(2, 3),
      consent: atLeast(2, 3),
      managementMode: atLeast(2, 3),
    },
  },
};
