import { alias } from './alias.ts';
import { artefactFits } from './artefact-fits.ts';
import { bareColumn } from './bare-column.ts';
import { cost } from './cost.ts';
import { description } from './description.ts';
import { docs } from './docs.ts';
import { doubleQuoted } from './double-quoted.ts';
import { duplicateSql } from './duplicate-sql.ts';
import { evented } from './evented.ts';
import { exceptions } from './exceptions.ts';
import { filePaths } from './file-paths.ts';
import { interval } from './interval.ts';
import { joinOrder } from './join-order.ts';
import { likePattern } from './like-pattern.ts';
import { minimumVersion } from './minimum-version.ts';
import { names } from './names.ts';
import { numericText } from './numeric-text.ts';
import { oneStatement } from './one-statement.ts';
import { orLosesRows } from './or-loses-rows.ts';
import { osqueryDialect } from './osquery-dialect.ts';
import { outputColumns } from './output-columns.ts';
import { deprecation } from './deprecation.ts';
import { platform } from './platform.ts';
import { quadratic } from './quadratic.ts';
import { requiredColumn } from './required-column.ts';
import { releases } from './releases.ts';
import type { Rule } from './rule.ts';
import { selectStar } from './select-star.ts';
import { shape } from './shape.ts';
import { sqlCompiles } from './sql-compiles.ts';
import { tests } from './tests.ts';
import { textSafe } from './text-safe.ts';
import { unfinished } from './unfinished.ts';
import { usersJoin } from './users-join.ts';
import { volatileColumn } from './volatile-column.ts';

/** Every rule, in the order of the rule reference: from the file's form to what a reader needs. */
export const rules: readonly Rule[] = [
  shape,
  names,
  textSafe,
  interval,
  platform,
  alias,
  sqlCompiles,
  oneStatement,
  osqueryDialect,
  doubleQuoted,
  minimumVersion,
  requiredColumn,
  joinOrder,
  usersJoin,
  orLosesRows,
  likePattern,
  evented,
  filePaths,
  selectStar,
  bareColumn,
  outputColumns,
  quadratic,
  volatileColumn,
  numericText,
  cost,
  duplicateSql,
  unfinished,
  docs,
  description,
  tests,
  artefactFits,
  deprecation,
  releases,
  exceptions,
];
