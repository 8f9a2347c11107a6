import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remark } from 'remark';
import { expect, it } from 'vitest';
import sqlHosts from './sql-hosts.ts';

it('notes the host at SQL that it knows, wherever it stands, and at nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sql-hosts-'));
  try {
    const file = join(folder, 'hosts.json');
    writeFileSync(file, JSON.stringify({ 'SELECT 1;': 'macos-laptop' }));
    const tree = remark().parse('```sql\nSELECT 1;\n```\n\n- ```sql\n  SELECT 1;\n  ```\n\n```sql\nSELECT 2;\n```\n\n```json\nSELECT 1;\n```');
    sqlHosts({ file })(tree);
    expect(JSON.stringify(tree).match(/host=macos-laptop/g)).toHaveLength(2);
    expect(() => sqlHosts({ file: join(folder, 'none.json') })(tree)).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
