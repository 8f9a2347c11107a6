import { useCallback, type ReactNode } from 'react';
import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import type { GalleryIndex } from '../../artifacts/gallery-data.ts';
import type { Panel } from '../../gallery/address.ts';
import { loadPicked, useLoaded } from './load.ts';
import Loading from './Loading.tsx';
import type { PackForm } from './pack-form.ts';
import PanelFrame from './PanelFrame.tsx';

const titles: Readonly<Record<Panel, string>> = { compare: 'Compare two queries', pack: 'A pack of the selected queries' };

interface Props {
  readonly index: GalleryIndex;
  readonly panel: Panel;
  readonly pick: readonly string[];
  readonly form: PackForm;
  readonly onForm: (form: PackForm) => void;
  readonly onRemove: (ref: string) => void;
  readonly onBack: () => void;
}

/** What is done with the selected queries. Their SQL and the code that writes the files are loaded only now. */
export default function PickedPanel({ index, panel, pick, form, onForm, onRemove, onBack }: Props): ReactNode {
  const { withBaseUrl } = useBaseUrlUtils();
  const load = useCallback(async () => {
    const [shown, picked] = await Promise.all([import('./panels.ts'), loadPicked(index, pick, (file) => withBaseUrl(`/${file}`))]);
    return { ...shown, picked };
  }, [index, pick, withBaseUrl]);
  const loaded = useLoaded(load);
  return (
    <PanelFrame key={panel} title={titles[panel]} onBack={onBack}>
      {loaded.kind !== 'ready' && <Loading state={loaded} what="the selected queries" />}
      {loaded.kind === 'ready' && panel === 'compare' && <loaded.value.ComparePanel picked={loaded.value.picked} entryOf={(ref) => index.entries.find((entry) => entry.ref === ref)!} />}
      {loaded.kind === 'ready' && panel === 'pack' && (
        <loaded.value.PackPanel picked={loaded.value.picked} packs={index.groups.filter(({ kind }) => kind === 'pack').map(({ ref }) => ref)} form={form} onForm={onForm} onRemove={onRemove} />
      )}
    </PanelFrame>
  );
}
