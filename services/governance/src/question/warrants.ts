import type { Warrants } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';

/** What each matter may let others do; the others let nobody do anything by themselves (GOV-VOTE-4). */
const kindsOf: Partial<Record<MatterType, readonly Warrants['kind'][]>> = {
  HIRE_MANAGER: ['HIRE'],
  USE_MAINTENANCE_FUND: ['PAY'],
  OTHER_MAJOR: ['ACCEPT_CONTENTS', 'NOTHING'],
  REBUILD_ALTER: ['ACCEPT_CONTENTS', 'NOTHING'],
};

/** Whether a question of this matter decides what it says it warrants. */
export const fits = (matter: MatterType, kind: Warrants['kind']): boolean =>
  (kindsOf[matter] ?? ['NOTHING']).includes(kind);
