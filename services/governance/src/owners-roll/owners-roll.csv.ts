import { decimal } from '@anju/runtime/csv-cells';
import { readSyntheticNote } from '@anju/runtime/synthetic-note';
import type { CellReader, ReadCell, Row } from '@anju/runtime/csv-table';
import type { AreaDm2 } from '@anju/values/area';
import { creditCodeFault } from '@anju/values/credit-code';
import { readLabelPart } from '@anju/values/label-part';
import { isResidentNumber } from '@anju/values/resident-number';
import {
  type AreaEvidence,
  type HousingKind,
  isDevelopers,
  type UnitTitle,
} from '../exclusive-unit/exclusive-unit';
import { isName } from '@anju/values/name';
import { documentFault, foldDocument, isNameMasked, type OwnerKind } from '../owner/owner';
import { readLine } from '../owner/typed-line';
import { rollWords as words } from './owners-roll.words';
import type { NamedOwner, RollRow } from './roll-row';
import { labelOf } from './unit-label';

/** The columns of the file; others may stand beside them. */
export const rollColumns = [
  'building',
  'entrance',
  'door',
  'area_registered_m2',
  'area_surveyed_m2',
  'area_contract_m2',
  'housing_kind',
  'title',
  'owner_kind',
  'owners',
  'documents',
  'developer',
  'note',
] as const;

/** Far more than any home, so what is larger is in another unit. */
const largestAreaDm2: AreaDm2 = 100_000_000;
const longestText = 100;
const mostOwners = 200;

/** Reads every row; what is wrong with one is noted in `cells`, and then the row is left out. */
export function readRollRows(rows: readonly Row[], cells: CellReader): RollRow[] {
  const lines = new Map<string, number>();
  return rows.flatMap((row) => {
    const building = cells.read(row, 'building', labelPart);
    const entrance = cells.read(row, 'entrance', labelPart);
    const door = cells.read(row, 'door', labelPart);
    const label =
      building !== null && entrance !== null && door !== null ? labelOf({ building, entrance, door }) : null;
    const earlier = label === null ? undefined : lines.get(label);
    if (label !== null && earlier !== undefined)
      cells.refuse(row, 'door', words.homeTwice(label, earlier), 'REG-4');
    else if (label !== null) lines.set(label, row.line);

    const areas = readAreas(row, cells);
    const housingKind = cells.read(row, 'housing_kind', kindOfHousing);
    const title = cells.read(row, 'title', unitTitle);
    const owners = title && readOwnersOf(row, title, cells);
    if (building === null || label === null || !areas || !housingKind || !title || !owners) return [];
    return [
      {
        line: row.line,
        building,
        label,
        ...areas,
        housingKind,
        title,
        owners,
        buyersLeftOut: title === 'SOLD_NOT_DELIVERED' && row.cells['owners'] !== '',
        ...readSyntheticNote(row.cells['note'] ?? ''),
      },
    ];
  });
}

function readAreas(row: Row, cells: CellReader): AreaEvidence | null {
  const before = cells.count();
  const areas = {
    areaRegisteredDm2: cells.read(row, 'area_registered_m2', area),
    areaSurveyedDm2: cells.read(row, 'area_surveyed_m2', area),
    areaContractDm2: cells.read(row, 'area_contract_m2', area),
  };
  return cells.count() === before ? areas : null;
}

/** The developer for what it has not handed over, and otherwise who is named (REG-1). Null once a problem is noted. */
function readOwnersOf(row: Row, title: UnitTitle, cells: CellReader): NamedOwner[] | null {
  if (title === 'IN_POSSESSION' && row.cells['developer'] === '') {
    // Who bought from an earlier owner and is not registered is none: the seller still is.
    cells.refuse(row, 'developer', words.possessionWithoutDeveloper, 'REG-1');
    return null;
  }
  if (!isDevelopers(title)) return readNamedOwners(row, cells);

  if (title === 'UNSOLD') {
    const filled = (['owners', 'documents'] as const).find((column) => row.cells[column] !== '');
    if (filled) cells.refuse(row, filled, words.unsoldWithOwners, 'REG-3');
    if (filled) return null;
  }
  const developer = cells.read(row, 'developer', developerCell);
  return developer && [developer];
}

function readNamedOwners(row: Row, cells: CellReader): NamedOwner[] | null {
  const kind = cells.read(row, 'owner_kind', ownerKind);
  const names = cells.read(row, 'owners', entries);
  const documents = cells.read(row, 'documents', entries);
  if (!kind || !names || !documents) return null;
  if (names.length !== documents.length) {
    cells.refuse(row, 'documents', words.notAsManyDocuments(names.length, documents.length), 'REG-4');
    return null;
  }
  const owners = names.map((name, i) => ({ kind, name, document: foldDocument(documents[i]!) }));
  const faults = documents.map(documentFault);
  const faulty = faults.findIndex((fault) => fault !== null);
  if (faulty >= 0) {
    cells.refuse(row, 'documents', words.document[faults[faulty]!](faulty + 1), 'REG-3');
    return null;
  }
  const nameless = names.findIndex((name) => !isName(name));
  if (nameless >= 0) {
    cells.refuse(row, 'owners', words.notAName(nameless + 1), 'REG-3');
    return null;
  }
  const covered = kind === 'PERSON' ? names.findIndex(isNameMasked) : -1;
  if (covered >= 0) {
    cells.refuse(row, 'owners', words.nameMasked(covered + 1), 'REG-3');
    return null;
  }
  const twice = owners.find(
    ({ document }, i) => owners.findIndex((other) => other.document === document) < i,
  );
  if (twice) {
    cells.refuse(row, 'documents', words.coOwnerTwice, 'REG-4');
    return null;
  }
  const mistyped = owners.findIndex(isMistyped);
  if (mistyped >= 0) {
    cells.refuse(row, 'documents', words.mistyped[kind](mistyped + 1), 'REG-3');
    return null;
  }
  return owners;
}

/**
 * Owners are told from each other by their documents, and one wrong digit makes a head more or less. A number long enough
 * to be a resident's or a body's is checked. Anything else is taken as it is: a passport, a permit, a number of before
 * there was a check digit, and what a demonstration invents, which should be like nobody's.
 */
function isMistyped({ kind, document }: NamedOwner): boolean {
  if (!/^[0-9A-Z]{16,}$/.test(document)) return false;
  return kind === 'PERSON' ? !isResidentNumber(document) : creditCodeFault(document) !== null;
}

const labelPart: ReadCell<string> = (cell) => {
  const read = readLabelPart(cell);
  return read === null ? { wrong: words.noNumber(cell) } : { value: read };
};

const area: ReadCell<AreaDm2 | null> = (cell) => {
  if (cell === '') return { value: null };
  const read = decimal(2)(cell);
  if ('wrong' in read) return read;
  if (read.value === 0) return { wrong: words.areaZero };
  return read.value > largestAreaDm2 ? { wrong: words.areaTooLarge } : read;
};

/** Entries with a semicolon or an ideographic comma between them. */
const entries: ReadCell<string[]> = (cell) => {
  const read = cell.split(/[;；、]/u).map(readLine);
  if (cell === '') return { wrong: words.empty };
  if (!read.every((each) => each !== null)) return { wrong: words.controlCharacter };
  if (read.includes('')) return { wrong: words.emptyEntry };
  if (read.length > mostOwners) return { wrong: words.tooManyOwners(mostOwners) };
  return read.some((each) => [...each].length > longestText)
    ? { wrong: words.tooLong(longestText) }
    : { value: read };
};

/** Name and credit code: without the code nobody knows that two rows mean the same developer. */
const developerCell: ReadCell<NamedOwner> = (cell) => {
  const read = entries(cell);
  if ('wrong' in read) return cell === '' ? { wrong: words.noDeveloper } : read;
  const [name, document] = read.value;
  if (read.value.length !== 2) return { wrong: words.noDeveloper };
  const developer = { kind: 'LEGAL_PERSON', name: name!, document: foldDocument(document!) } as const;
  if (!isName(name!)) return { wrong: words.notAName(1) };
  const fault = documentFault(document!);
  if (fault) return { wrong: words.document[fault](1) };
  return isMistyped(developer) ? { wrong: words.mistyped.LEGAL_PERSON(1) } : { value: developer };
};

/** One of a few words, in English or Chinese, small or capital. */
const oneOfBoth = <T extends string>(chinese: Readonly<Record<T, readonly string[]>>): ReadCell<T> => {
  const all = Object.entries(chinese) as [T, readonly string[]][];
  return (cell) => {
    const found = all.find(([english, zh]) => cell.toUpperCase() === english || zh.includes(cell));
    return found ? { value: found[0] } : { wrong: words.noneOf(cell, all) };
  };
};

const kindOfHousing = oneOfBoth<HousingKind>({
  COMMERCIAL_HOUSING: ['商品房', '商品住房'],
  REFORM_HOUSING: ['房改房', '已购公有住房'],
  COLLECTIVE_FUNDED_HOUSING: ['集资房', '集资建房'],
  NON_RESIDENTIAL: ['非住宅', '商铺'],
  STALL: ['车位', '停车位', '车库', '摊位'],
});

const unitTitle = oneOfBoth<UnitTitle>({
  REGISTERED: ['已登记'],
  COURT_RULING: ['法院裁判'],
  INHERITANCE: ['继承'],
  LAWFUL_CONSTRUCTION: ['合法建造'],
  IN_POSSESSION: ['已交付未登记'],
  UNSOLD: ['未售'],
  SOLD_NOT_DELIVERED: ['已售未交付'],
});

const ownerKind = oneOfBoth<OwnerKind>({ PERSON: ['个人'], LEGAL_PERSON: ['单位'] });
