import { atLeast, moreThan } from '@anju/values/fraction';
import type { ProfileLayer } from '../profile-layer';

/** Civil Code art. 278. *Using* the fund is ordinary and *raising* it special; older texts had both at 2/3. */
export const civilCode: ProfileLayer = {
  text: '民法典第二百七十八条 / Civil Code art. 278',
  level: 'LAW',
  maker: 'NPC',
  division: 'CN',
  from: '2021-01-01',
  changes: {
    voting: {
      base: 'PARTICIPANTS',
      quorum: atLeast(2, 3),
      ordinary: moreThan(1, 2),
      special: atLeast(3, 4),
      majorityOf: {
        ADOPT_RULES_OF_PROCEDURE: 'ORDINARY',
        ADOPT_COVENANT: 'ORDINARY',
        ELECT_COMMITTEE: 'ORDINARY',
        HIRE_MANAGER: 'ORDINARY',
        USE_MAINTENANCE_FUND: 'ORDINARY',
        RAISE_MAINTENANCE_FUND: 'SPECIAL',
        REBUILD_ALTER: 'SPECIAL',
        COMMON_PART_USE: 'SPECIAL',
        OTHER_MAJOR: 'ORDINARY',
      },
    },
  },
};
