import { useEffect, type ReactNode } from 'react';
import { modelOf } from '../../jobs/config.ts';
import { attachPictures, isFormer } from '../../state/pictures.ts';
import type { AppState } from '../../state/store.ts';
import { walkerWords } from '../select/pictureWalker.ts';
import { useApp, useModel, useShell } from '../shell/context.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';
import { Rich } from '../shell/Rich.tsx';
import type { WidthClass } from '../shell/useMedia.ts';
import { PictureChart, PictureNumbers } from './PictureChart.tsx';
import { PictureTable } from './PictureTable.tsx';
import { TableDetails } from './TableDetails.tsx';

/** Ids of the pictures that these parameters allow, as one text: most changes leave it as it is. */
const offered = ({ config }: AppState): string =>
  Object.entries(modelOf(config).pictures ?? {}).filter(([, { when }]) => when?.(config.params) !== false).map(([id]) => id).join(' ');

/** Further pictures of the model: a row of their titles, and the chosen one below; pressed again, it goes. */
export const PictureFigure = ({ place }: { place: WidthClass }): ReactNode => {
  const { controller } = useShell();
  const sources = useModel().pictures ?? {};
  const ids = useApp(offered).split(' ').filter((id) => Object.hasOwn(sources, id));
  const chosen = useApp((state) => state.config.page['picture'] ?? '');
  useEffect(() => controller.attach(attachPictures), [controller]);
  const isKnown = Object.hasOwn(sources, chosen);
  return (
    <figure className="figure picture-figure" aria-labelledby="picture-title">
      <div className="picture-menu" role="group" aria-labelledby="picture-title">
        <h2 id="picture-title">More pictures</h2>
        {place === 'narrow' ? <Menu ids={ids} chosen={isKnown ? chosen : ''} /> : <Titles ids={ids} chosen={isKnown ? chosen : ''} />}
      </div>
      {isKnown && !ids.includes(chosen) && <p className="note">{`There is no picture “${sources[chosen]!.title}” with these parameters.`}</p>}
      {ids.includes(chosen) && <Chosen place={place} />}
    </figure>
  );
};

interface Choice {
  readonly ids: readonly string[];
  readonly chosen: string;
}

const Titles = ({ ids, chosen }: Choice): ReactNode => {
  const { controller } = useShell();
  const { pictures } = useModel();
  return (
    <>
      {ids.map((id) => (
        <button key={id} type="button" className="plain" aria-pressed={id === chosen} onClick={() => controller.page({ picture: id === chosen ? null : id })}>{pictures![id]!.title}</button>
      ))}
      {chosen !== '' && <button type="button" className="plain hide" onClick={() => controller.page({ picture: null })}>Hide</button>}
    </>
  );
};

const Menu = ({ ids, chosen }: Choice): ReactNode => {
  const { controller } = useShell();
  const { pictures } = useModel();
  const all = chosen === '' || ids.includes(chosen) ? ids : [...ids, chosen];
  const options = [{ value: '', label: 'none' }, ...all.map((id) => ({ value: id, label: pictures![id]!.title }))];
  return <MenuSelect label="More pictures" value={chosen} options={options} onChoose={(id) => controller.page({ picture: id === '' ? null : id })} />;
};

const Chosen = ({ place }: { place: WidthClass }): ReactNode => {
  const drawn = useApp((state) => state.picture?.drawn?.picture ?? null);
  const failure = useApp((state) => state.picture?.failure ?? null);
  const former = useApp(isFormer);
  const walking = useApp(walkerWords);
  return (
    <>
      {failure !== null && <p className="note picture-failure" role="alert">{`The picture could not be drawn: ${failure}.`}</p>}
      {drawn === null && failure === null && <p className="note picture-wait" role="status">The picture is being computed.</p>}
      {drawn !== null && (
        <div className={`picture-body${former ? ' former' : ''}${drawn.kind === 'table' ? ' whole' : ''}`} aria-busy={former && failure === null}>
          {drawn.kind === 'table' ? <PictureTable picture={drawn} /> : <PictureChart picture={drawn} place={place} />}
          <div className="picture-words">
            <p className="note"><Rich text={drawn.note} /></p>
            {walking !== '' && <p className="note"><Rich text={walking} /></p>}
            {drawn.kind !== 'table' && <TableDetails name="further picture"><PictureNumbers picture={drawn} /></TableDetails>}
          </div>
        </div>
      )}
    </>
  );
};
