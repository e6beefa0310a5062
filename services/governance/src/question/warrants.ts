import type { Warrants } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';

/** What each matter may let others do; the others let nobody do anything by themselves (GOV-VOTE-4). */
const kindsOf: Partial<Record<MatterType, readonly Warrants['kind'][]>> = {
  HIRE_MANAGER: ['HIRE'],
  USE_MAINTENANCE_FUND: ['PAY'],
  OTHER_MAJOR: ['ACCEPT_CONTENTS', 'NOTHING'],
  REBUILD_ALTER: ['ACCEPT_CONTENTS', 'NOTHING'],
};

/**
 * Whether a question of these matters decides what it says it warrants. Mixed, in whichever order, they may warrant what
 * either does; nothing only where both may.
 */
export function fits(matters: readonly MatterType[], kind: Warrants['kind']): boolean {
  const may = (matter: MatterType) => (kindsOf[matter] ?? ['NOTHING']).includes(kind);
  return kind === 'NOTHING' ? matters.every(may) : matters.some(may);
}
