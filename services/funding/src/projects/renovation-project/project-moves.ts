import type { ProjectApproved, ProjectListed, ProjectWithdrawn } from '@anju/events/funding';
import type { ProjectState } from '@anju/rulebook/project-state';
import { mayBecome } from '@anju/rulebook/project-state';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import { isPaperNumber } from '../../entered-text';
import { markOf } from '../../invented';
import type { GateStatus } from './gates';
import type { RenovationProject } from './renovation-project';

type MoveRefusalCode =
  'WRONG_STATE' | 'HOUSEHOLD_GATE_NOT_REACHED' | 'DOCUMENT_NUMBER_INVALID' | 'GATES_MISSING';

const wrongState = ({ state }: RenovationProject) => refuse('WRONG_STATE', 'PROJ-1', { detail: { state } });

/** Into the annual plan, once the households of every community agreed (PART-3). */
export function listProject(
  project: RenovationProject,
  gates: readonly GateStatus[],
  now: Instant,
): Decision<RenovationProject, ProjectListed, MoveRefusalCode> {
  if (!mayBecome(project.state, 'LISTED')) return wrongState(project);
  const missing = shut(gates, 'LISTED');
  if (missing.length > 0) {
    const communities = missing.flatMap(({ community }) => community?.name ?? []).join('、');
    return refuse('HOUSEHOLD_GATE_NOT_REACHED', 'PART-3', {
      // Participation may be about to say so.
      retryable: missing.some((gate) => gate.missing?.why === 'HOUSEHOLDS_NOT_ASKED'),
      detail: { communities },
    });
  }
  const { id: projectId, communityIds } = project;
  const listed: RenovationProject = {
    ...project,
    state: 'LISTED',
    listedAt: now,
    synthetic: project.synthetic || restsOnInvented(gates, 'LISTED'),
  };
  return accept(listed, {
    type: 'funding.project-listed.v1',
    data: { projectId, communityIds: [...communityIds], listedAt: now, ...markOf(listed) },
  });
}

/** Approved by a document with a number. */
export function approveProject(
  project: RenovationProject,
  documentNumber: string,
  now: Instant,
): Decision<RenovationProject, ProjectApproved, MoveRefusalCode> {
  if (!mayBecome(project.state, 'APPROVED')) return wrongState(project);
  if (!isPaperNumber(documentNumber)) return refuse('DOCUMENT_NUMBER_INVALID');
  const { id: projectId, communityIds } = project;
  return accept(
    { ...project, state: 'APPROVED', approvedAt: now, approvalDocument: documentNumber.trim() },
    {
      type: 'funding.project-approved.v1',
      data: { projectId, communityIds: [...communityIds], approvedAt: now, ...markOf(project) },
    },
  );
}

/**
 * Works may begin once every gate before it is open; the refusal counts up all that are not. Works below the
 * thresholds of PROJ-2 are not tendered, so the way leads here from APPROVED as well.
 */
export function startProject(
  project: RenovationProject,
  gates: readonly GateStatus[],
  now: Instant,
): Decision<RenovationProject, never, MoveRefusalCode> {
  const ready = project.state === 'APPROVED' || mayBecome(project.state, 'STARTED');
  if (!ready) return wrongState(project);
  const missing = shut(gates, 'STARTED');
  if (missing.length > 0) {
    const gates = [...new Set(missing.map(({ gate }) => gate))].join(',');
    return refuse('GATES_MISSING', 'PROJ-1', { detail: { gates } });
  }
  const synthetic = project.synthetic || restsOnInvented(gates, 'STARTED');
  return accept({ ...project, state: 'STARTED', startedAt: now, synthetic });
}

interface Withdrawing {
  readonly reason: string;
  /** How many of its jobs have works that are done. */
  readonly jobsToPay: number;
}

/**
 * A project is given up before it is accepted, with a reason (PROJ-1). The rules say nothing of its money, so none is
 * left behind: where works are done for it, which are paid or have to be, it goes on.
 */
export function withdrawProject(
  project: RenovationProject,
  { reason, jobsToPay }: Withdrawing,
  now: Instant,
): Decision<RenovationProject, ProjectWithdrawn, 'WRONG_STATE' | 'REASON_INVALID' | 'WORKS_TO_PAY'> {
  if (!mayBecome(project.state, 'CANCELLED')) return wrongState(project);
  if (!isReason(reason)) return refuse('REASON_INVALID', 'PROJ-1', { detail: { most: longestReason } });
  if (jobsToPay > 0) return refuse('WORKS_TO_PAY', 'MF-2', { detail: { jobs: jobsToPay } });
  const { id: projectId, communityIds } = project;
  return accept(
    { ...project, state: 'CANCELLED', withdrawnAt: now, withdrawalReason: reason },
    {
      type: 'funding.project-withdrawn.v1',
      data: { projectId, communityIds: [...communityIds], withdrawnAt: now, ...markOf(project) },
    },
  );
}

/** What rests on what is invented is invented too. */
const restsOnInvented = (gates: readonly GateStatus[], opens: ProjectState): boolean =>
  gates.some((gate) => gate.opens === opens && gate.synthetic);

export const shut = (gates: readonly GateStatus[], opens: ProjectState): readonly GateStatus[] =>
  gates.filter((gate) => gate.opens === opens && gate.missing);
