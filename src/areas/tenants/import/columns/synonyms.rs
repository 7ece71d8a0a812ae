//! Headers that mean a field, in English and Arabic.
//!
//! Folded, without spaces or signs, the better ones first. The name of a business may stand in one
//! column or two: a plain Arabic header for it is likely the only name, and the second when a
//! better one is there.

use super::Field;

pub(super) struct Synonyms {
    pub(super) sure: &'static str,
    pub(super) likely: &'static str,
    /// Words that give a longer header away: all those joined by `+` are in it.
    pub(super) words: &'static str,
}

pub(super) fn of(field: Field) -> Synonyms {
    let (sure, likely, words) = match field {
        Field::Name => (
            "organisation organization organisationname organizationname company companyname tenant tenantname business \
             businessname tradename nameen nameenglish englishname nameinenglish companynameen companynameenglish \
             tenantnameen tenantnameenglish الاسمبالانجليزيه الاسمبالانجليزي الاسمالانجليزي الاسمالتجاريبالانجليزيه \
             اسمالشركهبالانجليزيه",
            "name customer customername client clientname laundry laundryname shop shopname store storename account \
             accountname fullname legalname tradingname displayname merchant vendor entity brand title outlet outletname establishment establishmentname facility facilityname nameoflaundry nameofthelaundry \
             nameofcompany nameofbusiness legalentity legalentityname subscriber subscribername \
             branch branchname الاسم اسم اسمالشركه الشركه المنشاه اسمالمنشاه المؤسسه الموسسه اسمالموسسه \
             المغسله اسمالمغسله اسمالعميل العميل اسمالمستاجر المستاجر الاسمالتجاري اسمالمتجر المتجر اسمالنشاط \
             اسمالمحل المحل الجهه اسمالجهه المشترك اسمالمشترك اسمالفرع",
            "company+name business+name legal+name trade+name trading+name registered+name organisation organization",
        ),
        Field::Name2 => (
            "name2 secondname namear namearabic arabicname nameinarabic arname companynamear companynamearabic tenantnamear \
             tenantnamearabic businessnamearabic organisationarabic organizationarabic arabic الاسمبالعربيه الاسمبالعربي \
             الاسمالعربي الاسمباللغهالعربيه اسمالشركهبالعربيه اسمالشركهبالعربي الاسمالتجاريبالعربيه",
            "",
            "name+arabic name+ar الاسم اسم+الشركه اسم+المنشاه اسم+الموسسه اسم+المغسله اسم+العميل الشركه المنشاه المغسله \
             الموسسه المحل اسم+المحل المتجر اسم+المتجر الجهه اسم+الجهه المشترك اسم+المشترك اسم+الفرع",
        ),
        Field::Email => (
            "email emailaddress mail mailaddress emailid contactemail البريدالالكتروني بريدالكتروني البريد الايميل ايميل بريد \
             عنوانالبريدالالكتروني",
            "emails owneremail adminemail workemail businessemail",
            "email mail البريد بريد الايميل ايميل",
        ),
        Field::Phone => (
            "phone phonenumber mobile mobilenumber mobileno tel telephone telephonenumber telno contactnumber \
             contactno gsm cell cellphone mobilephone ph phno phoneno mob mobno الجوال جوال رقمالجوال الهاتف هاتف رقمالهاتف الموبايل موبايل رقمالموبايل \
             النقال الهاتفالنقال رقمالنقال رقمالتلفون رقمالتليفون رقمالاتصال تلفون التلفون التليفون المحمول رقمالتواصل",
            "whatsapp whatsappnumber whatsappno رقمالواتس رقمالواتساب واتساب الواتساب landline number رقم الرقم",
            "phone mobile telephone tel gsm الجوال جوال الهاتف هاتف النقال الموبايل",
        ),
        Field::Country => {
            ("country countrycode countryname nation الدوله دوله البلد بلد رمزالدوله", "iso countryiso", "country الدوله البلد")
        }
        Field::City => (
            "city town المدينه مدينه",
            "region area governorate wilayat wilaya emirate province الولايه المحافظه المنطقه الاماره",
            "city المدينه",
        ),
        Field::Address => (
            "address streetaddress العنوان عنوان",
            "fulladdress companyaddress businessaddress postaladdress addressline1 address1 street location الشارع الموقع",
            "العنوان",
        ),
        Field::Plan => (
            "plan plancode planname plantype subscription subscriptionplan subscriptiontype subscriptionlevel package packagename tier الخطه خطه الباقه باقه الاشتراك خطهالاشتراك \
             باقهالاشتراك نوعالاشتراك نوعالباقه فيهالاشتراك الاشتراكالحالي",
            "level edition product membership membershiptype",
            "plan package الخطه الباقه",
        ),
        Field::SignedOn => (
            "signedon signed signedupon signupdate signup signeddate datesigned startdate start planstartdate \
             subscriptionstartdate subscriptiondate contractstartdate dateofcontract startedon joined joinedon joindate \
             contractdate registeredon registrationdate since customersince onboardedon onboarded onboardingdate datejoined joiningdate contractstart subscriptionstart signingdate signaturedate \
             effectivedate subscribedon activationdate activatedon تاريخالتوقيع تاريخالاشتراك تاريخالبدء \
             تاريخالبدايه تاريخالتسجيل تاريخالانضمام تاريخالعقد بدايهالعقد بدايهالاشتراك يومالتوقيع",
            "date created createdat createdon datecreated التاريخ تاريخ منذ registered registration",
            "signed start+date join+date تاريخ",
        ),
        Field::Notes => (
            "notes note remarks remark comments comment ملاحظات الملاحظات ملاحظه تعليقات",
            "description memo الوصف",
            "notes remarks comments ملاحظات",
        ),
        Field::ContactName => (
            "contact contactname contactperson contactpersonname personincharge جههالاتصال اسمجههالاتصال الشخصالمسيول المسيول \
             اسمالمسيول المالك اسمالمالك المدير اسمالمدير شخصالاتصال",
            "owner ownername manager managername person representative primarycontact مسيولالتواصل",
            "contact+name contact+person اسم+المسيول",
        ),
        Field::Slug => ("slug subdomain tenantslug المعرف النطاقالفرعي", "handle shortname webaddress", "slug subdomain"),
        Field::BusinessType => (
            "businesstype typeofbusiness tenanttype kindofbusiness نوعالمغسله نوعالخدمه نوعالنشاط نوعالعمل نوعالمنشاه",
            "type activity industry category النوع النشاط",
            "business+type نوع+النشاط",
        ),
        Field::Currency => ("currency currencycode curr ccy العمله عمله رمزالعمله", "", "currency العمله"),
        Field::Timezone => ("timezone tz المنطقهالزمنيه التوقيت", "zone", "time+zone timezone"),
        Field::DefaultLanguage => {
            ("defaultlanguage language lang preferredlanguage اللغه لغه لغهالتواصل لغهالمراسله", "locale", "language اللغه")
        }
    };
    Synonyms { sure, likely, words }
}
