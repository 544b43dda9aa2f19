"""How pages say that all rights are reserved, in the languages that are read. Beside a licence neither counts."""

import re
from typing import Final

RESERVED: Final = re.compile(
    r"all rights? (?:are )?reserved|alle rechte vorbehalten|tous (?:les )?droits (?:sont )?réservés|"
    r"todos los derechos (?:están )?reservados|tutti i diritti (?:sono )?riservati|todos os direitos (?:são )?reservados|"
    r"все права защищены|(?:усі|всі) права (?:захищено|захищені|застережено)|усе правы абаронены|alle rechten voorbehouden|"
    r"wszelkie prawa zastrzeżone|(?:všechna|veškerá) práva vyhrazena|všetky práva vyhradené|vse pravice pridržane|"
    r"sva prava (?:su )?(?:pridržana|zadržana)|сва права (?:су )?задржана|всички права (?:са )?запазени|"
    r"alla rättigheter (?:förbehåll\w{1,4}|reserverade)|med ensamrätt|alle rettigheter (?:er )?(?:reservert|forbeholdt)|"
    r"alle rettigheder (?:er )?(?:forbehold\w{1,2}|reserveret)|kaikki oikeudet pidät\w{1,6}|kõik õigused (?:on )?kaitstud|"
    r"visas tiesības (?:aizsargātas|paturētas)|visos teisės saugomos|minden jog fenntartva|"
    r"toate drepturile (?:sunt )?rezervate|"
    r"tots els drets reservats|με (?:την )?επιφύλαξη (?:παντός|κάθε) (?:νόμιμου )?δικαιώματος|tüm hakları saklıdır|"
    r"bütün hüquqlar qorunur|барлық құқықтар қорғалған|ყველა უფლება დაცულია|բոլոր իրավունքները պաշտպանված են|"
    r"hak cipta dilindungi|bảo lưu mọi quyền|bản quyền thuộc về|"
    r"جميع الحقوق محفوظة|(?:کلیه|تمام|تمامی|همه) حقوق محفوظ|جملہ حقوق محفوظ|כל הזכויות שמורות|सर्वाधिकार सुरक्षित|"
    r"সর্বস্বত্ব সংরক্ষিত|"
    r"அனைத்து உரிமைகளும் பாதுகாக்கப்பட்டவை|สงวนลิขสิทธิ์|版权所有|版權所有|保留所有權利|保留所有权利|無断転載|不許複製|"
    r"無斷轉載|모든 권리 보유|무단 ?전재|"
    r"eftertryck förbjudes|kopiowanie zabronione|vietata la riproduzione|proibida a reprodução|šíření bez souhlasu|"
    r"niets uit deze (?:uitgave|site|website) mag worden",
    re.IGNORECASE,
)
HINTS: Final = (
    "reserv", "vorbehalten", "réservés", "riservati", "права", "правы", "voorbehouden", "zastrzeżone", "vyhra",
    "pridržan", "zadržana", "förbehåll", "ensamrätt", "forbehold", "pidät", "kaitstud", "tiesības", "teisės",
    "fenntartva", "rezervate", "επιφύλαξη", "saklıdır", "qorunur", "құқықтар", "უფლება", "իրավունքները", "dilindungi",
    "mọi quyền", "bản quyền", "محفوظ", "שמורות", "सर्वाधिकार", "সর্বস্বত্ব", "உரிமைகளும்", "ลิขสิทธิ์", "版权", "版權",
    "保留所有", "無断", "不許", "無斷", "권리", "전재", "förbjudes", "zabronione", "vietata", "proibida", "šíření",
    "niets uit",
)  # fmt: skip
"""What is in every text that the pattern finds: looking for it first costs a tenth of it."""
