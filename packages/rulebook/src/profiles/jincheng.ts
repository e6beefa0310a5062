import { atLeast } from '@anju/values/fraction';
import type { ProfileLayer } from '../thresholds';

/**
 * The city's own numbers, equal to the country's until its texts are read: the bodies of 晋城市物业管理条例
 * (approved 2022-12-09, start date not found) and of the provincial regulation of 2026 are not known here
 * (CONV-6). What they set becomes a further layer of this list, and no code changes.
 */
export const jincheng: readonly ProfileLayer[] = [
  {
    division: '140500',
    from: '2021-01-01',
    changes: {
      committee: { minSeats: 5, maxSeats: 11, oddSeats: true, maxTermYears: 5, reElectionMonths: 3 },
      householdGate: {
        participation: atLeast(2, 3),
        consent: atLeast(2, 3),
        managementMode: atLeast(2, 3),
      },
    },
  },
];
