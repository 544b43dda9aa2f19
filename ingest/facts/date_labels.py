"""Words that say what a date is of: the publication, a change, or something else."""

import re
from typing import Final

PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|created|publiée?|mise? en ligne|créée? le|veröffentlicht|publiziert|erstellt|erschienen|"
    r"publicad[oa]|pubblicat[oa]|data public[aă]rii|publicat|опубликован[оа]?|дата публикации|опублікован[оа]?|opublikowan[oa]|"
    r"data publikacji|gepubliceerd|publicera[dt]|publisert|publiceret|udgivet|julkaistu|publikován[oa]|zveřejněno|uverejnené|"
    r"objavljen[ao]?|објављено|публикуван[оа]|közzétéve|megjelent|δημοσιεύθηκε|δημοσίευση|"
    r"(?:yayın(?:lanma|lama)?|giriş|oluşturulma|eklenme) tarihi|diterbitkan|dipublikasikan|ngày đăng|xuất bản|"
    r"press ?release (?:of|from|dated)|(?:presse)?mitteilung(?: nr\.? ?[\d/ –-]{1,12})? vom|"
    r"(?:meldung|nachricht|beitrag|artikel|bericht|news) vom|communiqué (?:de presse )?du|comunicato (?:stampa )?del|"
    r"(?:nota|comunicado) de prensa del?|this (?:story|article) is from)\b|"
    r"نُ?شر(?:ت)?(?!\w)|تاريخ النشر|تاریخ انتشار|פורסם|प्रकाशित|প্রকাশ|เผยแพร่|公開|掲載|配信|"
    r"发布时间|發佈時間|發布時間|发表时间|기사입력|입력|등록|게재|승인",
    re.IGNORECASE,
)
"""Words that label a date as the publication's."""
UPDATED: Final = re.compile(
    r"\b(?:last |zuletzt |letzte[rs]? |dernière |son |ultima |última |laatst |senast |sist |sidst |ostatnia |poslední |"
    r"최종 ?|最終|最后|آخر )?"
    r"(?:updated?\b|modified|revised|edited|amended|aktualisiert|aktualisierung|geändert|änderung|bearbeitet|überarbeitet|stand\b|"
    r"mise? à jour|modifiée?|modification|actualizad[oa]|actualización|modificación|aggiornat[oa]|aggiornamento|modifica\b|"
    r"atualizad[oa]|atualização|modificad[oa]|обновлен[оа]?|обновлён|оновлен[оа]?|изменен[оа]|змінено|zaktualizowano|aktualizacja|"
    r"data aktualizacji|"
    r"aktualizováno|aktualizované|aktualizace|ažurirano|posodobljeno|ажурирано|актуализиран[оа]|обновена|frissítve|módosítva|"
    r"actualizat|ενημερώθηκε|ενημέρωση|bijgewerkt|gewijzigd|uppdatera[dt]|ändrad|oppdatert|opdateret|päivitetty|güncelle\w+|"
    r"diperbarui|dikemas ?kini|cập nhật|수정|更新|עודכן|تحديث|به ?روزرسانی|अपडेट\w*|আপডেট\w*|ปรับปรุง|อัปเดต|อัพเดท|แก้ไข)|"
    r"\blastupdate",
    re.IGNORECASE,
)
"""Words that label one as a change's. "Stand" is of what the text was last true of."""
EARLIER: Final = re.compile(r"\b(?:first|originally|previously|zuerst|initialement|originalmente|впервые)\b", re.IGNORECASE)
"""What such a word dates is the text in another place."""
STILL_TO_COME: Final = re.compile(
    r"\b(?:next|upcoming|nächste\w*|prochaine?|próxim[oa]|prossim[oa]|volgende|następn\w+|следующ\w+|наступн\w+|sonraki|nästa|"
    r"neste|næste|seuraava|další|ďalší|következő|επόμεν\w+|berikutnya)\b|القادم|التالي|次回|下次|下一|다음|הבא",
    re.IGNORECASE,
)
"""What is named so is an event, or an update that there is not yet."""
OF_PICTURE: Final = re.compile(
    r"\A\W*(?:(?:photos?|fotos?|bild(?:er)?|pictures?|images?|imagen|imagem|immagine|фото|zdjęcie|kép|kuva|fotoğraf|صورة|عکس|תמונה|"
    r"צילום|चित्र)(?!\w)|写真|照片|图片|圖片|사진|ภาพ|архив)|\b(?:file|archive?|stock|library)[ -]?(?:photo|foto|picture|image|"
    r"bild)|[©°]",
    re.IGNORECASE,
)
"""What says that a date beside it is a picture's, the copyright's or that of the weather."""
OF_EVENT: Final = re.compile(
    r"\b(?:begins?|starts?|opens?|doors|deadline|until|till|valid|venue|event|concert|meeting|conference|webinar|workshop|day|tag|"
    r"konzert|konferenz|concierto|concerto|conférence|концерт|beginn|einlass|frist|bis|ab|gültig|termin|"
    r"halle|ort|lieu|lugar|luogo|miejsce|место|where|eintritt|début|jusqu\w+|dès|inicio|hasta|desde|inizio|fino|início|até|начало|до|с|początek|początku|do)\b",
    re.IGNORECASE,
)
"""What beside a date says that it may be of something that takes place."""
