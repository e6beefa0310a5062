import { until } from './client';
import type { Actors, Claims } from './officers';
import { assembleCast } from './story/cast';
import { type Decided, decide } from './story/decide';
import { lookAfter } from './story/look-after';
import { pay } from './story/pay';
import { hear, list, type Plan } from './story/plan';
import { type Place, register } from './story/register';

/** What came of the story: who its people are, and a first query that shows all of it. */
export interface Told
  extends Plan, Decided, Pick<Place, 'communityId' | 'withoutFund' | 'roofOf' | 'companyId' | 'rivalId'> {
  readonly people: Readonly<Record<string, Claims>>;
  readonly firstQuery: string;
  readonly contractId: string;
}

interface Telling {
  readonly onStep: (title: string, done: number, all: number) => void;
}

const chapters = 7;

/**
 * The story of one community (凤源), from the owners' roll to the paid job, through the gateway's API only.
 * It tries what is not allowed, too, and goes on only if that is refused for the right reason.
 */
export async function tellStory(actors: Actors, { onStep }: Telling): Promise<Told> {
  let done = 0;
  const step = (title: string) => onStep(title, ++done, chapters);
  const cast = await assembleCast(actors);

  const place = await register(cast);
  step('the register: 144 homes, 143 owners by head, their committee and their fund');
  const project = await hear(cast, place);
  step('heard: 130 of 144 households reached, 100 answers, 70 consents');
  const plan = await list(cast, place, project);
  step('listed and approved; the roof repair is proposed');
  const decided = await decide(cast, place, plan);
  step('decided: contents, roof and manager, posted, and nobody objected');
  const contractId = await lookAfter(cast, place, decided);
  step('looked after: the committee signs with the company the owners named');
  await pay(cast, place, plan);
  step('paid: split over 24 homes to the last fen, and what one account lacks stays owed');

  const firstQuery = boardAndTrail(plan.projectId);
  await until('the board to show it', async () => {
    const { project, division } = await actors.anybody.ask(firstQuery);
    return project.maintenanceJobs.nodes[0]?.state === 'PAID' && division.contracts.running === 1;
  });
  step('seen: one query for the board, one for the trail');

  const { communityId, withoutFund, roofOf, companyId, rivalId } = place;
  return {
    ...plan,
    ...decided,
    communityId,
    withoutFund,
    roofOf,
    companyId,
    rivalId,
    contractId,
    people: peopleOf(place),
    firstQuery,
  };
}

/** Somebody for each role that is bound to a community. */
function peopleOf({ communityId, committeeClaims, companyId, homes }: Place): Record<string, Claims> {
  const communities = [communityId];
  const owner = homes[0]!.owners[0]!.id;
  return {
    committee: committeeClaims,
    residentsCommittee: { sub: 'fengyuan-residents', roles: ['RESIDENTS_COMMITTEE'], communities },
    owner: { sub: owner, roles: ['OWNER'], owner, communities },
    pmCompany: { sub: 'anhe', roles: ['PM_COMPANY'], company: companyId, communities },
    utility: { sub: 'heating', roles: ['UTILITY'], communities },
  };
}

/** The city's board, and the whole trail of one project. */
const boardAndTrail = (projectId: string) => `{
  division(code: "140500") {
    name communityCount households
    projectsByState { state projects synthetic }
    moneyByKind { kind plannedFen paidFen }
    decisions { adopted rejected effective synthetic }
    contracts { running total }
  }
  project(id: "${projectId}") {
    name state costFen
    money { kind instrument amountFen contentItem { code } }
    gates { gate state missing }
    communities { name households }
    solicitations { nodes { state households contacted answers consents } }
    decisions { nodes { question { title matter } outcome effectiveAt record { turnout { entitled { heads areaDm2 } yes { heads areaDm2 } } } } }
    maintenanceJobs { nodes { state costFen paidFen retainedFen receivableFen collectedFen
      measurement { paperNumber signedOn } receipt { paperNumber paidOn }
      decision { outcome question { title matter } } } }
    pmContracts { nodes { state company { name } from until decision { outcome question { title matter } } } }
  }
}`;
