import { createHash } from 'node:crypto';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { isId, newId } from '@anju/values/id';
import { actsAs } from '../../acts-as.access';
import { findBuildingsOf } from '../../known/building/building.table';
import { findCommunities } from '../../known/community/community.table';
import { canonicalContents } from './content-item';
import { type Proposal, proposeProject as decide } from './proposal';
import { insertProject } from './renovation-project.table';

/** Load, decide, save, tell. */
export function proposeProject(
  { db, clock, personalData, ...caller }: Context,
  proposal: Proposal,
  key: string,
) {
  const request = { caller, key, operation: 'proposeProject', input: proposal };
  return once({ db, personalData }, request, async (tx) => {
    const ids = proposal.communityIds.filter((id) => isId('com', id));
    const now = clock();
    const result = decide(proposal, {
      projectId: newId('prj'),
      communities: await findCommunities(tx, ids),
      buildings: await findBuildingsOf(tx, ids),
      contentsHash: createHash('sha256').update(canonicalContents(proposal.contents)).digest('hex'),
      now,
    });
    if (!result.accepted) return result;
    const { project, lines } = result.state;
    if (!actsAs(caller, ['COUNTY_BUREAU'], { division: project.divisionCode })) return refuse('NOT_IN_SCOPE');

    await insertProject(tx, project, lines);
    await appendToOutbox(tx, result.events, now);
    const { id: subject, contentsHash, costFen } = project;
    await appendAudit(
      tx,
      caller,
      { action: 'proposeProject', subject, detail: { contentsHash, costFen } },
      now,
    );
    return { accepted: true as const, state: project };
  });
}
